"""`python -m rusticle` is `rusticle`."""

from .cli import main

main()
