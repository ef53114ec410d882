"""Whom this computer's operating system trusts to certify servers; nobody else is believed."""

import ssl
import sys

import truststore

from storno_desktop.domain.server_address import ServerAddress


class SystemTrust:
    """The trusted authorities for the connections to one server, as the `context` that httpx wants.

    Windows and macOS verify each certificate themselves. Elsewhere the authorities stand in a file that is read
    once here: truststore alone would read it for every connection, some 20 ms each.
    """

    def __init__(self, address: ServerAddress) -> None:
        self._is_read_here = sys.platform not in {"win32", "darwin"} and _has_usual_place()
        self.context: ssl.SSLContext = (
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            if self._is_read_here
            else truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        )
        if address.url.startswith("https:"):
            self.read_again()

    def read_again(self) -> None:
        """Learns of authorities that were installed meanwhile."""
        if self._is_read_here:
            self.context.set_default_verify_paths()


def _has_usual_place() -> bool:
    # Where OpenSSL was built for another distribution, truststore knows the places of the others.
    return ssl.get_default_verify_paths().cafile is not None
