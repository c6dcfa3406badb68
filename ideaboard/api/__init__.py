"""How you ask: one file per resource, over the same names that `core` uses."""
