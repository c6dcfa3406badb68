"""How you ask for what `core/outbox` knows."""
