"""Mutation testing: each place where it is decided who gets in is made wrong in every small way, and a test has to see.

`python -m tests.mutation [lane …]` runs it; `make soak` holds it to what `survivors.txt` says.
"""
