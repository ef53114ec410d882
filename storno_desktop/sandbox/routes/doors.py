"""All paths of the sandbox, each a method, a path and what answers it."""

from __future__ import annotations

from storno_desktop.sandbox.routes import (
    account,
    api_keys,
    bulk,
    cancelling,
    creation,
    editing,
    files,
    invoices,
    oauth_pages,
    oauth_tokens,
    parts,
    payments,
    public,
    realtime,
    sessions,
    surroundings,
)
from storno_desktop.sandbox.routes.door import Door


def all_routes() -> list[Door]:
    """Every door; those with a fixed name stand before those with a place for an id."""
    rooms = (
        sessions.DOORS,
        oauth_pages.DOORS,
        oauth_tokens.DOORS,
        public.DOORS,
        account.DOORS,
        api_keys.DOORS,
        surroundings.DOORS,
        bulk.DOORS,
        cancelling.DOORS,
        creation.DOORS,
        editing.DOORS,
        payments.DOORS,
        parts.DOORS,
        files.DOORS,
        realtime.DOORS,
        invoices.DOORS,
    )
    return [door for room in rooms for door in room]
