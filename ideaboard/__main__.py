"""`python -m ideaboard` is the command `ideaboard`."""

from ideaboard.cli import main

main()
