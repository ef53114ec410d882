"""What this computer has to show of an account before its server has answered."""

from __future__ import annotations

from dataclasses import dataclass

from storno_desktop.domain.account import AccountId
from storno_desktop.domain.local_copy import CopyStanding
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.service.local_copy import LocalCopy, copy_note
from storno_desktop.service.passphrase_verifier import PassphraseVerifier, lock_note
from storno_desktop.service.remembered_session import parsed, session_note
from storno_desktop.service.session import Session
from storno_desktop.vault.secret_vault import SecretVault, VaultStanding


@dataclass(frozen=True, slots=True)
class FirstSight:
    """Who worked here last, and whether a passphrase has to be given before anything is shown.

    `session` is a recalled one: it says CONNECTING, and nothing can be sent on its strength. None where nothing
    is remembered, or where the keyring does not tell whether there is a passphrase: then the server is asked
    first. `copy` tells how the company that was open last is kept, None where its copy was not opened.
    """

    session: Session | None
    has_passphrase: bool
    copy: CopyStanding | None = None


class FirstLook:
    """Looks once at what the keyring and the disk hold, without waiting for anything else; owned by the I/O thread.

    `remembers` tells whether sessions are remembered on this computer at all. `recalled` is the session that was
    found: whoever speaks with the server goes on from it.
    """

    def __init__(self, vault: SecretVault, copy: LocalCopy, *, remembers: bool) -> None:
        self._vault = vault
        self._copy = copy
        self._remembers = remembers
        self.recalled: Session | None = None

    def take(self, account: AccountId, company_id: str, *, opens_copy: bool) -> FirstSight:
        """Look who worked here last, and open the local copy of their company (`company_id`: the one that was open
        last) where `opens_copy`: not of one that is not to be kept on the disk."""
        names = session, lock, key = session_note(account), lock_note(account), copy_note(account)
        notes = self._vault.find_notes_now(names)
        if isinstance(notes, VaultStanding):
            return FirstSight(None, has_passphrase=False)
        has_passphrase = PassphraseVerifier.of_text(notes[lock]) is not None
        known = parsed(notes[session] or "") if self._remembers else None
        if known is None:
            return FirstSight(None, has_passphrase)
        user, companies = known
        self.recalled = Session(
            account.server, user, companies, kept=True, offline=Problem(ProblemKind.CONNECTING)
        )
        company = self.recalled.company(company_id)
        if company is None or company.id != company_id or not opens_copy:
            return FirstSight(self.recalled, has_passphrase)
        standing = self._copy.open_now(account, user.id, user.organization_id, company.id, notes[key])
        return FirstSight(self.recalled, has_passphrase, standing)
