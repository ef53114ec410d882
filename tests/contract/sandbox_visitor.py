"""A plain HTTP client that signs in to a sandbox as one of its sample accounts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from storno_desktop.sandbox.listen import SandboxServer


@contextmanager
def visitor(server: SandboxServer, role: str = "owner") -> Iterator[httpx.Client]:
    """A client with the token of the first sample account of this role; it asks for JSON."""
    account = next(one for one in server.accounts if one["role"] == role)
    with httpx.Client(base_url=server.url, headers={"Accept": "application/json"}, timeout=30) as client:
        answer = client.post("/api/auth", json={"email": account["email"], "password": account["password"]})
        client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        client.cookies.clear()
        yield client


def ids_by_key(records: dict[str, Any]) -> dict[str, str]:
    """The ids of a seed file's invoices by the names of their cases."""
    return {str(record["key"]): invoice_id for invoice_id, record in records.items()}
