"""OpenID Connect: the provider that the operator names, and what makes its word good."""
