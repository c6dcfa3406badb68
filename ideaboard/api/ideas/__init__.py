"""How you ask for what `core/ideas` knows."""
