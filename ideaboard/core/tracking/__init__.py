"""Connections to trackers, and the issues made there."""
