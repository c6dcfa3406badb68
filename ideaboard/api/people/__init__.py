"""How you ask for what `core/people` knows."""
