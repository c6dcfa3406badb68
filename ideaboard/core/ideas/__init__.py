"""Tasks, ideas, votes and discussion."""
