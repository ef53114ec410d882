"""The use cases: what a person can do here, without Qt, SQL or HTTP words."""
