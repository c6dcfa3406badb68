"""The reads that the API's lists and singles are made of: one statement each, built once."""
