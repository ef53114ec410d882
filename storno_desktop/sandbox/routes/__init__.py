"""What answers at each path of the API; `doors` lists them all."""
