"""What it means that an exchange broke off: where on the way, why, and whether the server may have acted."""

import errno
import re
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import httpx

from storno_desktop.api.proxy import SystemProxy
from storno_desktop.domain.problem import Acted, NetworkFault, Problem, ProblemKind, TlsFault

_TLS_FAULTS: dict[int, TlsFault] = {
    # OpenSSL, X509_V_ERR_*
    2: TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER,
    9: TlsFault.NOT_YET_VALID,
    10: TlsFault.EXPIRED,
    18: TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER,
    19: TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER,
    20: TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER,
    21: TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER,
    27: TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER,
    62: TlsFault.WRONG_NAME,
    64: TlsFault.WRONG_NAME,
    # Windows, CERT_E_*
    0x800B0101: TlsFault.EXPIRED,
    0x800B0109: TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER,
    0x800B010A: TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER,
    0x800B010F: TlsFault.WRONG_NAME,
    0x800B0112: TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER,
    # macOS, errSec*
    -67602: TlsFault.WRONG_NAME,
    -67818: TlsFault.EXPIRED,
    -67819: TlsFault.NOT_YET_VALID,
    -67843: TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER,
    -25318: TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER,
}
"""By the code of whoever verified the certificate: the operating system on Windows and macOS, else OpenSSL."""

_NO_ROUTE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
_NO_ROUTE_ON_WINDOWS = {1231, 1232, 10051, 10065}
_TIMEOUT_ON_WINDOWS = {121, 10060}
_STATUS = re.compile(r"[1-9]\d\d\b")

_FURTHEST = (
    NetworkFault.REFUSED,
    NetworkFault.TIMEOUT,
    NetworkFault.NO_ROUTE,
    NetworkFault.NAME_NOT_FOUND,
    NetworkFault.NO_NAME_SERVICE,
)
"""A name with several addresses may fail in several ways: the one that came furthest is told."""


class Way:
    """How far one request comes on its way to `host`: whether it is held up at the proxy or has passed it."""

    def __init__(self, host: str, proxy: SystemProxy | None) -> None:
        self.host = host
        self.proxy = proxy
        self.is_at_proxy = False

    @property
    def extensions(self) -> dict[str, Callable[[str, Mapping[str, Any]], Awaitable[None]]]:
        """What httpx is asked to report; nothing without a proxy."""
        return {} if self.proxy is None else {"trace": self._note}

    async def _note(self, event: str, _about: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.started":
            self.is_at_proxy = True
        elif event == "proxy.start_tls.started":
            self.is_at_proxy = False  # the tunnel stands: from here on it is the server that answers


def problem_of_failure(error: Exception, *, changes: bool, way: Way | None = None) -> Problem:
    """What an exchange that broke off means, and whether the server may have acted.

    Only a connection that never came about, or a proxy that was never passed, proves that nothing was done.
    """
    way = way or Way("", None)
    if way.is_at_proxy or isinstance(error, httpx.ProxyError):
        return _held_up(error, way)
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.UnsupportedProtocol):
        tls = _tls_error(error)
        if tls is not None:
            return Problem(ProblemKind.TLS, detail=_detail(error, tls), tls=tls_fault(tls), place=way.host)
        fault = network_fault(error)
        return Problem(ProblemKind.NO_NETWORK, detail=_detail(error, fault), network=fault, place=way.host)
    acted = Acted.UNKNOWN if changes and not isinstance(error, httpx.PoolTimeout) else Acted.NO
    return Problem(ProblemKind.TIMED_OUT, acted, detail=_detail(error))


def _held_up(error: Exception, way: Way) -> Problem:
    place = way.proxy.place if way.proxy is not None else ""
    said = _STATUS.match(str(error)) if isinstance(error, httpx.ProxyError) else None
    if said is not None:
        status = int(said[0])
        return Problem(ProblemKind.PROXY, status=status, detail=f"{_detail(error)}: {status}", place=place)
    tls = _tls_error(error)
    if tls is not None:
        return Problem(ProblemKind.PROXY, detail=_detail(error, tls), tls=tls_fault(tls), place=place)
    unanswered = isinstance(error, httpx.ConnectError | httpx.TimeoutException | TimeoutError)
    fault = network_fault(error) if unanswered else None
    return Problem(ProblemKind.PROXY, detail=_detail(error, fault), network=fault, place=place)


def _detail(error: Exception, why: ssl.SSLError | NetworkFault | None = None) -> str:
    # Types and codes only: the texts of errors may quote a proxy's credentials or what a stranger said.
    name = type(error).__name__
    if isinstance(why, NetworkFault):
        return f"{name}: {why.name}"
    if why is None:
        return name
    code = getattr(why, "verify_code", None)
    return f"{name}: {type(why).__name__} {code if code is not None else why.reason or ''}".strip()


def tls_fault(error: ssl.SSLError) -> TlsFault:
    """Why the operating system or OpenSSL did not accept a certificate."""
    return _TLS_FAULTS.get(getattr(error, "verify_code", 0), TlsFault.OTHER)


def network_fault(error: BaseException) -> NetworkFault:
    """Where an attempt to connect ended, by the operating system's own codes."""
    found = {_fault_of(cause) for cause in _causes(error)}
    return next((fault for fault in _FURTHEST if fault in found), NetworkFault.OTHER)


def _fault_of(error: BaseException) -> NetworkFault | None:
    code, windows = getattr(error, "errno", None), getattr(error, "winerror", None)
    if isinstance(error, socket.gaierror):
        return NetworkFault.NO_NAME_SERVICE if code == socket.EAI_AGAIN else NetworkFault.NAME_NOT_FOUND
    if isinstance(error, ConnectionRefusedError):
        return NetworkFault.REFUSED
    if isinstance(error, TimeoutError | httpx.TimeoutException) or windows in _TIMEOUT_ON_WINDOWS:
        return NetworkFault.TIMEOUT
    if (isinstance(error, OSError) and code in _NO_ROUTE) or windows in _NO_ROUTE_ON_WINDOWS:
        return NetworkFault.NO_ROUTE
    return None


def _tls_error(error: BaseException) -> ssl.SSLError | None:
    # A handshake that was waiting when its time ran out carries the waiting along as an error.
    waiting = ssl.SSLWantReadError | ssl.SSLWantWriteError
    faults = (cause for cause in _causes(error) if isinstance(cause, ssl.SSLError))
    return next((fault for fault in faults if not isinstance(fault, waiting)), None)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and whatever led to it."""
    left, seen = [error], set[int]()
    while left:
        cause = left.pop()
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        left += getattr(cause, "exceptions", ())
        before = cause.__cause__ or cause.__context__
        if before is not None:
            left.append(before)
