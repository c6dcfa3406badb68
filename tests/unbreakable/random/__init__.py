"""Random requests, made out of the OpenAPI document by Schemathesis."""
