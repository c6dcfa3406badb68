"""Small stateful trackers to test against, held to their vendors' published descriptions."""
