"""The demo: a board on SQLite that a newcomer can look at and try, with people, ideas and decisions on it."""
