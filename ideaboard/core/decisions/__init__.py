"""A leader's answers, and the backlog they fill."""
