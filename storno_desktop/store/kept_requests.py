"""Requests and the keys of those who sign them, in the journal's own file: they outlive the program as it does."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storno_desktop.domain.kept_request import KeptRequest, RequestState
from storno_desktop.domain.restore_request import RestoreRequest
from storno_desktop.domain.signed_paper import SignedPaper, read_paper
from storno_desktop.domain.supervision import Requester
from storno_desktop.store.database import Connection
from storno_desktop.store.trouble import WriteRefused


class KeptRequests:
    """Requests by their nonce, and one known key for each account of a server; belongs to the thread of the journal.

    They are no rows of the journal: a request changes until it has ended. An ended one is never taken out, so that
    its file cannot be used again.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, kept: KeptRequest) -> bool:
        """Keep it in the place of what was known of it; whether it is on the disk."""
        return self._write(
            ("INSERT OR REPLACE INTO request VALUES (?, ?)", (kept.request.nonce, json.dumps(_told(kept))))
        )

    def find(self, nonce: str) -> KeptRequest | None:
        """The request with this nonce."""
        row = self._connection.row("SELECT told FROM request WHERE nonce = ?", (nonce,))
        return None if row is None else _kept_of(json.loads(row[0]))

    def all(self) -> tuple[KeptRequest, ...]:
        """Every request, the newest first."""
        rows = self._connection.rows("SELECT told FROM request")
        found = (_kept_of(json.loads(told)) for (told,) in rows)
        kept = (each for each in found if each is not None)
        return tuple(sorted(kept, key=lambda each: each.request.made_at, reverse=True))

    def key_of(self, server: str, person: Requester) -> str | None:
        """The key (in hex) that was trusted for this person of this server, by id or by e-mail; None for none.

        Of two that do not agree, as nobody should ever see, the one that was trusted last.
        """
        row = self._connection.row(
            "SELECT key FROM trusted WHERE server = ? AND (person = ? OR email = ?) ORDER BY rowid DESC",
            (server, person.user_id, person.email.casefold()),
        )
        return None if row is None else str(row[0])

    def trust(self, server: str, person: Requester, key: str) -> bool:
        """From now on this key (in hex) is theirs, and no other; whether that is on the disk."""
        who = (server, person.user_id, person.email.casefold())
        return self._write(
            ("DELETE FROM trusted WHERE server = ? AND (person = ? OR email = ?)", who),
            ("INSERT INTO trusted (server, person, email, key) VALUES (?, ?, ?, ?)", (*who, key)),
        )

    # -------------------------------------------------------------------------------------- inside

    def _write(self, *statements: tuple[str, tuple[str, ...]]) -> bool:
        """All of them or none; what was answered stays answered whatever happens to the power."""
        try:
            with self._connection.waiting_for_disk(), self._connection.transaction():
                for sql, bindings in statements:
                    self._connection.run(sql, bindings)
        except WriteRefused:
            return False
        return True


def _told(kept: KeptRequest) -> dict[str, object]:
    return {
        "paper": kept.paper.as_bytes.decode(),
        "own": kept.is_own,
        "state": kept.state.value,
        "ended_at": None if kept.ended_at is None else kept.ended_at.isoformat(),
        "by": kept.by,
        "comment": kept.comment,
    }


def _kept_of(told: Mapping[str, Any]) -> KeptRequest | None:
    """None for what a later version wrote in a form that this one does not read."""
    paper = read_paper(str(told["paper"]).encode())
    if not isinstance(paper, SignedPaper) or not isinstance(paper.content, RestoreRequest):
        return None
    ended = told["ended_at"]
    return KeptRequest(
        request=paper.content,
        paper=paper,
        is_own=bool(told["own"]),
        state=RequestState(told["state"]),
        ended_at=None if ended is None else datetime.fromisoformat(ended),
        by=str(told["by"]),
        comment=str(told["comment"]),
    )
