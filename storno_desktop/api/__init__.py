"""Speaking HTTP with a Storno server."""
