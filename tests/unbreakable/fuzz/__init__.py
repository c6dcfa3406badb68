"""Fuzzers: inputs grown by what of the code each reaches, and held to what must be true of any."""
