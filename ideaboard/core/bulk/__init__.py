"""Bulk: many ideas at once, with their votes, comments and decisions, out of a file."""
