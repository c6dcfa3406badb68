"""What somebody can have of themselves: everything that is kept about them, and that it goes."""
