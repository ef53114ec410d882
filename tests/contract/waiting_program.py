"""A program in a process of its own that goes on with a kept session and asks when it is told to.

    python -m tests.contract.waiting_program URL EMAIL RING-FOLDER TURNS-FOLDER REQUESTS

Says "ready" once it is in. Each further line on its input makes it send so many requests at once; it answers with
one line of JSON: how many of each kind of failure ("" for success), and the hash of the token in use.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

import keyring

from storno_desktop.domain.account import account_id
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.service.session import Session
from tests.contract.program import Program
from tests.file_ring import FileRing


def say(line: str) -> None:
    """To whoever started this."""
    print(line, flush=True)  # noqa: T201


async def main(url: str, email: str, ring: str, turns: str, requests: str) -> None:
    """From coming in to the end of the input."""
    keyring.set_keyring(FileRing(Path(ring)))
    program = Program(turns=Path(turns))
    address = parse_server_address(url)
    assert isinstance(address, ServerAddress)
    entered = await program.sessions.resume(account_id(address, email))
    assert isinstance(entered, Session), entered
    say("ready")
    while await asyncio.to_thread(sys.stdin.readline):
        outcomes = await program.ask(int(requests))
        kinds = Counter(each.kind.name if isinstance(each, Problem) else "" for each in outcomes)
        held = program.client.tokens
        token = hashlib.sha256(b"" if held is None else held.access.encode()).hexdigest()
        say(json.dumps({"kinds": kinds, "token": token}))
    await program.sessions.leave()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
