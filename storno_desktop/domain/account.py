"""Which person at which server: what tokens, settings and local data belong to."""

from dataclasses import dataclass

from storno_desktop.domain.server_address import HOSTED_SERVER, ServerAddress

HOSTED_WEB = "https://app.storno.ro"


@dataclass(frozen=True, slots=True)
class AccountId:
    """One person at one server; made by `account_id`, so that two spellings of an e-mail are one account."""

    server: ServerAddress
    email: str


def account_id(server: ServerAddress, email: str) -> AccountId:
    """The account of this person: spaces around the e-mail and its letters' case make no difference."""
    return AccountId(server, email.strip().casefold())


@dataclass(frozen=True, slots=True)
class ServerProfile:
    """A server and what the program has to be told about it, because the API does not say.

    `web_address` is where its web application is (self-hosted servers choose it themselves); the browser
    sign-in begins there. `client_id` is the OAuth client registered for this program, public and no secret;
    "" where none was registered: then there is no browser sign-in (decisions 6).
    """

    server: ServerAddress
    web_address: str
    client_id: str = ""


def usual_web_address(server: ServerAddress) -> str:
    """Where the web application most likely is: known for the hosted server, else under the same address."""
    return HOSTED_WEB if server.url == HOSTED_SERVER else server.url
