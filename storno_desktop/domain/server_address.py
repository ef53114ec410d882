"""The address of a Storno server as a person types or pastes it, made safe to talk to."""

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

HOSTED_SERVER = "https://api.storno.ro"
_HOSTED_NAMES = {"storno.ro", "www.storno.ro", "app.storno.ro", "api.storno.ro"}


class AddressFault(Enum):
    """Why a text cannot serve as the server's address."""

    EMPTY = auto()
    NOT_AN_ADDRESS = auto()
    NOT_ENCRYPTED = auto()
    """Plain http is accepted for this very computer only."""
    HOLDS_CREDENTIALS = auto()
    """A name or password stands in front of the host."""


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Scheme, host and port of a server, without a trailing slash; made by `parse_server_address`."""

    url: str

    @property
    def is_loopback(self) -> bool:
        """Whether the server runs on this very computer."""
        return is_loopback(urlsplit(self.url).hostname or "")

    @property
    def is_hosted(self) -> bool:
        """Whether this is the vendor's own server."""
        return self.url == HOSTED_SERVER


def is_loopback(host: str) -> bool:
    """Whether a host name or IP address never leaves this computer."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@lru_cache(maxsize=64)
def parse_server_address(text: str) -> ServerAddress | AddressFault:
    """The address meant by `text`.

    Without a scheme https is meant, for this computer http. Paths, queries and trailing slashes are
    dropped, since the API's paths begin at the root (contract §1). The web application's address
    of the hosted server is understood as its API (decisions 6).
    """
    typed = text.strip()
    if not typed:
        return AddressFault.EMPTY
    if any(character.isspace() or not character.isprintable() for character in typed):
        return AddressFault.NOT_AN_ADDRESS
    has_scheme = "://" in typed
    try:
        parts = urlsplit(typed if has_scheme else f"//{typed}")
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return AddressFault.NOT_AN_ADDRESS
    if not host or (has_scheme and parts.scheme not in {"http", "https"}) or not _is_host(host):
        return AddressFault.NOT_AN_ADDRESS
    if "@" in parts.netloc:
        return AddressFault.HOLDS_CREDENTIALS
    scheme = parts.scheme if has_scheme else ("http" if is_loopback(host) else "https")
    if host in _HOSTED_NAMES and port in {None, 80, 443}:
        return ServerAddress(HOSTED_SERVER)
    if scheme == "http" and not is_loopback(host):
        return AddressFault.NOT_ENCRYPTED
    bracketed = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}[scheme]
    suffix = "" if port is None or port == default else f":{port}"
    return ServerAddress(f"{scheme}://{bracketed}{suffix}")


def _is_host(host: str) -> bool:
    if ":" in host:
        try:
            ip_address(host)
        except ValueError:
            return False
        return True
    return all(
        label and len(label) <= 63 and all(c.isascii() and (c.isalnum() or c in "-_") for c in label)
        for label in host.split(".")
    )
