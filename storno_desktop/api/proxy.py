"""Which proxy this computer wants between the program and a server."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from storno_desktop.domain.server_address import ServerAddress

_USABLE = {"http": 80, "https": 443}
"""The kinds of proxy that can be used, each with its port if the setting names none."""


@dataclass(frozen=True, slots=True)
class SystemProxy:
    """A proxy to go through. `place` is its host and port, fit to be shown; `url` may hold credentials."""

    place: str
    url: str = field(repr=False)

    @property
    def is_encrypted(self) -> bool:
        """Whether the way to the proxy itself is TLS."""
        return self.url.lower().startswith("https://")


@dataclass(frozen=True, slots=True)
class UnusableProxy:
    """The settings name a proxy that this program cannot use; `why` repeats nothing of the setting."""

    why: str


def proxy_for(address: ServerAddress) -> SystemProxy | UnusableProxy | None:
    """The proxy for this server, None to go there directly.

    From HTTPS_PROXY, ALL_PROXY and NO_PROXY; where no such variable is set, from the settings of Windows and
    macOS with their exceptions (which httpx would leave out). On Linux the variables are all there is: a
    proxy that stands only in a desktop's own settings is not known. Scripts that choose a proxy (PAC) are
    not run. This computer's own servers are never asked for by way of a proxy.

    May look names up and so take seconds on Windows: not for an event loop's thread.
    """
    if address.is_loopback:
        return None
    settings = getproxies()
    parts = urlsplit(address.url)
    setting = settings.get(parts.scheme) or settings.get("all")
    if not setting or proxy_bypass(_as_exceptions_name_it(parts.hostname or "", parts.port)):
        return None
    return _understood(setting)


def _as_exceptions_name_it(host: str, port: int | None) -> str:
    # An exception may name a port; the port of an IPv6 address could not be told from the address.
    return host if ":" in host else f"{host}:{port or 443}"


def _understood(setting: str) -> SystemProxy | UnusableProxy:
    text = setting.strip()
    text = text if "://" in text else f"http://{text}"
    try:
        url = httpx.URL(text)
        url.host.encode("idna")
    except (httpx.InvalidURL, UnicodeError):
        return UnusableProxy("not an address")
    if url.scheme not in _USABLE:
        return UnusableProxy("neither http nor https")
    # A password with an unescaped mark reaches into what follows: part of it would stand for the host.
    if not url.host or "@" in url.host or url.raw_path not in {b"", b"/"} or url.fragment:
        return UnusableProxy("not an address")
    host = f"[{url.host}]" if ":" in url.host else url.host
    return SystemProxy(place=f"{host}:{url.port or _USABLE[url.scheme]}", url=text)
