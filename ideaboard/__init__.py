"""ideaboard: where a tech team's ideas become its work."""

__version__ = "0.1.0"
