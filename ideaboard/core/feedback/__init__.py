"""Feedback in every direction, and rounds of it on a leader's own leadership."""
