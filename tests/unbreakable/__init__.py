"""What no request may break: hostile ones, random ones, many at once, and a server that dies under them."""
