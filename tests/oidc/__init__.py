"""Signing in by OpenID Connect: at a real provider, and at one that tries everything."""
