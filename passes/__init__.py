"""Passes that stay within a level. One pass, one file; the file's name is the pass's."""
