"""A Storno server acted out in memory; it shares no rule and no model with the client."""
