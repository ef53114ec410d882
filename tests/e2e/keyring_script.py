"""What a program does with the keyring of the session it runs in; prints what came of it, one JSON line.

python -m tests.e2e.keyring_script keep|find|glance|pieces|locked|standing
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from storno_desktop.domain.account import account_id
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import SignInWay, Tokens
from storno_desktop.vault.secret_vault import SecretVault, VaultStanding

ACCOUNT = account_id(ServerAddress("https://api.exemplu.ro"), "Ana@Exemplu.ro")
TOKENS = Tokens(
    access="acces-" + "x" * 600,
    refresh="reîmprospătare-" + "y" * 128,
    way=SignInWay.BROWSER,
    client_id="program",
    scopes=frozenset({"invoice.view", "invoice.cancel"}),
)
NOTE = "window lock"


def lock_collection() -> None:
    """As if the person had locked their keyring; nobody is there to unlock it again."""
    import secretstorage

    connection = secretstorage.dbus_init()
    secretstorage.get_default_collection(connection).lock()


async def keep() -> dict[str, Any]:
    """Leave tokens and a note for a later program."""
    vault = SecretVault()
    return {
        "standing": (await vault.standing()).name,
        "kept": await vault.keep(ACCOUNT, TOKENS, durable=True),
        "note": await vault.keep_note(NOTE, "verificator țș"),
        "kind": vault.kind,
    }


async def glance() -> dict[str, Any]:
    """What a start reads from the kind of keyring that it expects, and whether it looked for others."""
    vault = SecretVault(kind=sys.argv[2])
    notes = vault.find_notes_now([NOTE, "nothing"])
    return {
        "notes": notes.name if isinstance(notes, VaultStanding) else dict(notes),
        "kind": vault.kind,
        "looked": "keyring.backends.chainer" in sys.modules,
    }


async def find() -> dict[str, Any]:
    """What a program before this one left, and whether it can be taken away."""
    vault = SecretVault()
    found = {
        "same": await vault.find(ACCOUNT) == TOKENS,
        "note": await vault.find_note(NOTE),
        "gone_before": await vault.is_gone(ACCOUNT),
        "forgotten": await vault.forget(ACCOUNT),
        "note_forgotten": await vault.forget_note(NOTE),
    }
    gone = await vault.is_gone(ACCOUNT)
    return {
        **found,
        "gone": gone,
        "left": await vault.find(ACCOUNT),
        "note_left": await vault.find_note(NOTE),
    }


async def pieces() -> dict[str, Any]:
    """Entries as short as those of Windows, through the same real keyring."""
    vault = SecretVault(piece=100)
    kept = await vault.keep(ACCOUNT, TOKENS, durable=True)
    short = Tokens(access="a", refresh="b")
    found = await SecretVault().find(ACCOUNT) == TOKENS
    await vault.keep(ACCOUNT, short, durable=True)
    return {"kept": kept, "same": found, "shorter": await SecretVault().find(ACCOUNT) == short}


async def locked() -> dict[str, Any]:
    """A keyring that is locked after it took something."""
    vault = SecretVault()
    kept = await vault.keep(ACCOUNT, TOKENS, durable=True)
    await asyncio.to_thread(lock_collection)
    return {
        "kept": kept,
        "standing": (await vault.standing()).name,
        "found": await vault.find(ACCOUNT) is not None,
        "gone": await vault.is_gone(ACCOUNT),
        "kept_again": await vault.keep(ACCOUNT, TOKENS, durable=True),
        "remembered": await vault.find(ACCOUNT) == TOKENS,
    }


async def standing() -> dict[str, Any]:
    """What the keyring is good for, and what becomes of tokens that it does not take."""
    vault = SecretVault()
    return {
        "standing": (await vault.standing()).name,
        "kept": await vault.keep(ACCOUNT, TOKENS, durable=True),
        "note": await vault.keep_note(NOTE, "verificator țș"),
        "remembered": await vault.find(ACCOUNT) == TOKENS,
        "next_start": await SecretVault().find(ACCOUNT),
    }


STORIES = {
    "keep": keep,
    "find": find,
    "glance": glance,
    "pieces": pieces,
    "locked": locked,
    "standing": standing,
}

if __name__ == "__main__":
    print(json.dumps(asyncio.run(STORIES[sys.argv[1]]())))  # noqa: T201  the answer
