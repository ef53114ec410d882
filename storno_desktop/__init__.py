"""Storno Desktop: lists, cancels and, under supervision, restores invoices of a Storno server."""

__version__ = "0.1.0"
