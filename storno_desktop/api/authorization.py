"""The question that the browser is sent with, and the secret that ties its answer to us (contract §3.4)."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

from storno_desktop.domain.account import ServerProfile
from storno_desktop.domain.problem import Problem, ProblemKind

SCOPES = (
    "invoice.view",
    "invoice.cancel",
    "invoice.edit",
    "invoice.create",
    "invoice.refund",
    "series.view",
    "efactura.view",
    "payment.delete",
)
"""What this program asks to be allowed; the registered client must have all of them."""

_PAGE = "/oauth/authorize"
"""The page that the web application really has; the documentation names another one."""


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """One question to the person in the browser: PKCE with S256, and a state that the answer must repeat."""

    profile: ServerProfile
    redirect_uri: str
    verifier: str = field(repr=False)
    state: str = field(repr=False)

    @property
    def url(self) -> str:
        """The page to open in the browser."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        query = urlencode(
            {
                "response_type": "code",
                "client_id": self.profile.client_id,
                "redirect_uri": self.redirect_uri,
                "scope": " ".join(SCOPES),
                "state": self.state,
                "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
                "code_challenge_method": "S256",
            }
        )
        return f"{self.profile.web_address}{_PAGE}?{query}"

    def code_in(self, query: str) -> str | Problem:
        """The code that the browser's answer brings. WRONG_STATE: it is no answer to this question."""
        try:
            values = parse_qs(query, max_num_fields=20)
        except ValueError:
            return Problem(ProblemKind.WRONG_STATE, detail="unreadable answer")
        state = values.get("state", [""])[0]
        if not hmac.compare_digest(state.encode("utf-8", "replace"), self.state.encode()):
            return Problem(ProblemKind.WRONG_STATE, detail="state differs")
        if "error" in values or not values.get("code"):
            return Problem(ProblemKind.BROWSER_DENIED)
        return values["code"][0]

    def code_pasted(self, text: str) -> str | Problem:
        """The code out of what a person copied: the whole address that the browser ended at, or the code
        alone, which no state protects, but which is worthless without the verifier."""
        pasted = text.strip()
        if "://" in pasted or "?" in pasted:
            try:
                return self.code_in(urlsplit(pasted).query)
            except ValueError:
                return Problem(ProblemKind.WRONG_STATE, detail="unreadable address")
        if not pasted or not pasted.isascii() or not pasted.isprintable() or " " in pasted:
            return Problem(ProblemKind.WRONG_STATE, detail="no code")
        return pasted


def authorization_request(profile: ServerProfile, redirect_uri: str) -> AuthorizationRequest:
    """A new question with secrets of its own."""
    return AuthorizationRequest(profile, redirect_uri, secrets.token_urlsafe(64), secrets.token_urlsafe(32))
