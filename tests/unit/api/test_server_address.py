"""What people type as the server's address, and what is made of it."""

import pytest

from storno_desktop.api.client import StornoClient
from storno_desktop.domain.server_address import AddressFault, ServerAddress, parse_server_address


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://api.storno.ro", "https://api.storno.ro"),
        (" https://API.storno.ro/ ", "https://api.storno.ro"),
        ("https://api.storno.ro/api/v1/", "https://api.storno.ro"),
        ("https://app.storno.ro", "https://api.storno.ro"),
        ("http://app.storno.ro", "https://api.storno.ro"),
        ("https://app.storno.ro/invoices/123?x=1#y", "https://api.storno.ro"),
        ("app.storno.ro/login", "https://api.storno.ro"),
        ("storno.ro", "https://api.storno.ro"),
        ("https://app.firma.ro", "https://app.firma.ro"),
        ("facturi.firma.ro:8443", "https://facturi.firma.ro:8443"),
        ("https://facturi.firma.ro:443", "https://facturi.firma.ro"),
        ("https://10.0.0.5/", "https://10.0.0.5"),
        ("https://pâine.ro", "https://xn--pine-boa.ro"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://127.0.0.53", "http://127.0.0.53"),
        ("http://[::1]:9000/", "http://[::1]:9000"),
        ("https://localhost", "https://localhost"),
    ],
)
def test_an_address_that_is_understood(typed: str, url: str) -> None:
    assert parse_server_address(typed) == ServerAddress(url)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", AddressFault.EMPTY),
        ("   ", AddressFault.EMPTY),
        ("http://facturi.firma.ro", AddressFault.NOT_ENCRYPTED),
        ("http://10.0.0.5", AddressFault.NOT_ENCRYPTED),
        ("http://127.0.0.1.evil.ro", AddressFault.NOT_ENCRYPTED),
        ("http://localhost.evil.ro", AddressFault.NOT_ENCRYPTED),
        ("ftp://firma.ro", AddressFault.NOT_AN_ADDRESS),
        ("file:///etc/passwd", AddressFault.NOT_AN_ADDRESS),
        ("https://", AddressFault.NOT_AN_ADDRESS),
        ("https://a b", AddressFault.NOT_AN_ADDRESS),
        ("https://firma.ro:99999", AddressFault.NOT_AN_ADDRESS),
        ("https://firma..ro", AddressFault.NOT_AN_ADDRESS),
        ("https://[::1", AddressFault.NOT_AN_ADDRESS),
        ("https://fir\x00ma.ro", AddressFault.NOT_AN_ADDRESS),
        ("https://ana:parola@firma.ro", AddressFault.HOLDS_CREDENTIALS),
        ("https://api.storno.ro@evil.ro", AddressFault.HOLDS_CREDENTIALS),
    ],
)
def test_an_address_that_is_refused(typed: str, fault: AddressFault) -> None:
    assert parse_server_address(typed) is fault


def test_a_client_for_no_address_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="NOT_ENCRYPTED"):
        StornoClient("http://firma.ro", clock=lambda: pytest.fail("never asked"))
