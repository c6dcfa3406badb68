"""Feedback, asked through the API."""
