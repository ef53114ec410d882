"""Remembering: what was received, searchable and sortable as a whole."""
