"""The engine: workers claim jobs, carry them out, and settle them. Plugins run here, never in a request."""
