"""Every table and every rule. Knows no Flask, no plugin and no network, and never commits."""
