"""How you ask for what `core/tracking` knows."""
