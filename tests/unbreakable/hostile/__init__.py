"""Hostile requests, as data."""
