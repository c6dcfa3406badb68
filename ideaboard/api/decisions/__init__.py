"""How you ask for what `core/decisions` knows."""
