"""Storno Desktop: lists, cancels and restores invoices of a Storno server, on evidence."""

__version__ = "0.1.0"
