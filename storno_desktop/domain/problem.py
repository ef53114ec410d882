"""What went wrong, whether the server may have acted all the same, and what a person can do next."""

from dataclasses import dataclass, replace
from enum import Enum, auto


class ProblemKind(Enum):
    """The families of failure that differ in what a person can do about them (contract §2, E1 to E15)."""

    NO_NETWORK = auto()
    """The address could not be found or no connection could be made: nothing was sent."""
    TIMED_OUT = auto()
    """The connection stood, the answer did not come in time or broke off."""
    TLS = auto()
    """No secure connection: the server's certificate was not accepted, or it speaks no TLS (see `Problem.tls`)."""
    PROXY = auto()
    """This computer's proxy cannot be reached or does not let the request through: nothing reached the server."""
    WRONG_CREDENTIALS = auto()
    SIGNED_OUT = auto()
    """The session is over (expired, revoked or never there): sign in again."""
    CAPTCHA = auto()
    """The server wants a captcha that only a browser can show: wait a minute (contract §3.1)."""
    ACCOUNT_INACTIVE = auto()
    EMAIL_NOT_CONFIRMED = auto()
    FORBIDDEN = auto()
    NOT_FOUND = auto()
    INVALID = auto()
    """The server says that what was sent is not well formed (400)."""
    CONFLICT = auto()
    """The server says that the state does not allow it (409)."""
    REFUSED = auto()
    """The server's rules refuse it (422)."""
    PLAN_LIMIT = auto()
    UPGRADE_REQUIRED = auto()
    THROTTLED = auto()
    SERVER_FAULT = auto()
    """5xx of any shape, HTML pages included."""
    UNREADABLE = auto()
    """An answer came that is not what this server should say: HTML, cut JSON, missing fields."""
    TOO_LARGE = auto()
    """An answer larger than any that this server should give."""
    REDIRECTED = auto()
    """The server points elsewhere; credentials are not carried along."""
    OTHER_PERSON = auto()
    """Somebody else signed in than the one whose work goes on."""
    BROWSER_DENIED = auto()
    """The person, or the server's page, refused the sign-in in the browser."""
    WRONG_STATE = auto()
    """An answer came from the browser that does not belong to the question asked."""
    NO_CLIENT_ID = auto()
    """No OAuth client is known for this server: the browser cannot be used (decisions 6)."""
    CONNECTING = auto()
    """The server is being asked whether the kept session still holds: until it answers nothing else is asked."""


class TlsFault(Enum):
    """Why no secure connection came about."""

    SELF_SIGNED_OR_UNKNOWN_ISSUER = auto()
    """The certificate comes from an authority that the operating system does not know."""
    EXPIRED = auto()
    """The certificate's time is over; on Windows also one whose time has not come."""
    NOT_YET_VALID = auto()
    """The certificate's time has not come: mostly this computer's clock is behind."""
    WRONG_NAME = auto()
    """The certificate is another server's."""
    OTHER = auto()
    """Revoked, malformed, no TLS at all."""


class NetworkFault(Enum):
    """Where the way to a server, or to a proxy, ended."""

    NAME_NOT_FOUND = auto()
    """The name does not exist; on Windows and macOS also if no name server answers."""
    NO_NAME_SERVICE = auto()
    """No name server answers: mostly this computer has no network."""
    REFUSED = auto()
    """The computer is there, and nobody listens at that port."""
    NO_ROUTE = auto()
    """No way leads there from this computer's network."""
    TIMEOUT = auto()
    """No answer to the attempt to connect."""
    OTHER = auto()


OUT_OF_REACH = frozenset(
    {
        ProblemKind.NO_NETWORK,
        ProblemKind.TIMED_OUT,
        ProblemKind.TLS,
        ProblemKind.PROXY,
        ProblemKind.SERVER_FAULT,
        # Something else answers, as the sign-in page of a hotel's network does.
        ProblemKind.UNREADABLE,
        ProblemKind.TOO_LARGE,
        ProblemKind.REDIRECTED,
    }
)
"""The server itself could not be asked: nothing is said of the invoice, or of the person's rights."""

UNASKED = OUT_OF_REACH | {ProblemKind.CAPTCHA, ProblemKind.THROTTLED, ProblemKind.CONNECTING}
"""Failures that say nothing about the invoice or the person's rights: then what was read before may be shown."""

NEVER_CAME = (UNASKED - {ProblemKind.UNREADABLE, ProblemKind.TOO_LARGE}) | {ProblemKind.SIGNED_OUT}
"""No answer about the invoice came at all: what was never read before is not downloaded, rather than unreadable."""


class Acted(Enum):
    """Whether the server may have carried out what was asked."""

    NO = auto()
    YES = auto()
    UNKNOWN = auto()


class Remedy(Enum):
    """What a person can do next."""

    TRY_AGAIN = auto()
    WAIT = auto()
    SIGN_IN = auto()
    CHECK_INPUT = auto()
    CHECK_ADDRESS = auto()
    ASK_ADMINISTRATOR = auto()
    REFRESH = auto()
    UPDATE_PROGRAM = auto()
    LOOK_AT_SERVER = auto()
    """The outcome is open: read the invoice back, never send again."""


_REMEDIES: dict[ProblemKind, Remedy] = {
    ProblemKind.NO_NETWORK: Remedy.TRY_AGAIN,
    ProblemKind.TIMED_OUT: Remedy.TRY_AGAIN,
    ProblemKind.TLS: Remedy.ASK_ADMINISTRATOR,
    ProblemKind.PROXY: Remedy.ASK_ADMINISTRATOR,
    ProblemKind.WRONG_CREDENTIALS: Remedy.CHECK_INPUT,
    ProblemKind.SIGNED_OUT: Remedy.SIGN_IN,
    ProblemKind.CAPTCHA: Remedy.WAIT,
    ProblemKind.ACCOUNT_INACTIVE: Remedy.ASK_ADMINISTRATOR,
    ProblemKind.EMAIL_NOT_CONFIRMED: Remedy.ASK_ADMINISTRATOR,
    ProblemKind.FORBIDDEN: Remedy.ASK_ADMINISTRATOR,
    ProblemKind.NOT_FOUND: Remedy.REFRESH,
    ProblemKind.INVALID: Remedy.CHECK_INPUT,
    ProblemKind.CONFLICT: Remedy.REFRESH,
    ProblemKind.REFUSED: Remedy.REFRESH,
    ProblemKind.PLAN_LIMIT: Remedy.ASK_ADMINISTRATOR,
    ProblemKind.UPGRADE_REQUIRED: Remedy.UPDATE_PROGRAM,
    ProblemKind.THROTTLED: Remedy.WAIT,
    ProblemKind.SERVER_FAULT: Remedy.TRY_AGAIN,
    ProblemKind.UNREADABLE: Remedy.CHECK_ADDRESS,
    ProblemKind.TOO_LARGE: Remedy.CHECK_ADDRESS,
    ProblemKind.REDIRECTED: Remedy.CHECK_ADDRESS,
    ProblemKind.OTHER_PERSON: Remedy.SIGN_IN,
    ProblemKind.BROWSER_DENIED: Remedy.TRY_AGAIN,
    ProblemKind.WRONG_STATE: Remedy.TRY_AGAIN,
    ProblemKind.NO_CLIENT_ID: Remedy.ASK_ADMINISTRATOR,
    ProblemKind.CONNECTING: Remedy.WAIT,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure as a value; never raised.

    `server_text` is the server's own sentence, as plain untrusted text, shown only as a quotation;
    `status` the HTTP status if an answer came, the proxy's for PROXY; `retry_after` seconds to wait if
    the server said so; `detail` a short technical note for support that holds no secret and nothing personal.
    For TLS `tls` says why; for NO_NETWORK and PROXY `network` says how far it came. `place` is the host
    (of a proxy: host and port, never its credentials) that these three kinds are about.
    """

    kind: ProblemKind
    acted: Acted = Acted.NO
    status: int | None = None
    server_text: str = ""
    retry_after: float | None = None
    detail: str = ""
    tls: TlsFault | None = None
    network: NetworkFault | None = None
    place: str = ""

    @property
    def outcome_known(self) -> bool:
        """Whether it is certain that the server did, or did not, do what was asked."""
        return self.acted is not Acted.UNKNOWN

    @property
    def remedy(self) -> Remedy:
        """What a person can do next; an open outcome comes before everything else."""
        if not self.outcome_known:
            return Remedy.LOOK_AT_SERVER
        is_wrong_address = (
            self.kind is ProblemKind.NO_NETWORK and self.network is NetworkFault.NAME_NOT_FOUND
        ) or (self.kind is ProblemKind.TLS and self.tls is TlsFault.WRONG_NAME)
        return Remedy.CHECK_ADDRESS if is_wrong_address else _REMEDIES[self.kind]

    def with_outcome(self, acted: Acted) -> "Problem":
        """The same failure with another answer to "may the server have acted?"."""
        return replace(self, acted=acted)
