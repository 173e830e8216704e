"""
Measurements: of whole compilations against rustc's own, and of the compiler over `core`'s MIR.

`python -m bench` compares, example by example; `python -m bench.corpus` takes everything that
`core` holds through every level and counts what fails, by reason. Every figure that they print is
measured in the run that prints it.
"""
