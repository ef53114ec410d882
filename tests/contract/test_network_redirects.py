"""No redirect is followed, whoever asks and wherever it points: credentials stay with the server they are for."""

from collections.abc import Callable

import pytest

from storno_desktop.api.ask import Ask
from tests.contract.faulty_server import FaultyServer, answer, saying
from tests.contract.network import CHANGE, READ, SECRET, answered, sent

REFRESH = Ask(
    method="POST",
    path="/api/auth/refresh",
    template="/api/auth/refresh",
    headers={"Content-Type": "application/json"},
    body=f'{{"refresh_token": "{SECRET}"}}'.encode(),
)
BROWSER_TOKEN = Ask(
    method="POST",
    path="/api/v1/oauth2/token",
    template="/api/v1/oauth2/token",
    headers={"Content-Type": "application/x-www-form-urlencoded"},
    body=f"grant_type=authorization_code&code={SECRET}&code_verifier={SECRET}".encode(),
)
ASKS = {"read": READ, "change": CHANGE, "refresh": REFRESH, "browser-token": BROWSER_TOKEN}
STATUSES = {
    301: "301 Moved Permanently",
    302: "302 Found",
    303: "303 See Other",
    307: "307 Temporary Redirect",
    308: "308 Permanent Redirect",
}
TARGETS: dict[str, Callable[[FaultyServer], str]] = {
    "another-port": lambda elsewhere: f"{elsewhere.url}/api/v1/me",
    "another-name": lambda elsewhere: f"http://localhost:{elsewhere.port}/",
    "without-scheme": lambda elsewhere: f"//127.0.0.1:{elsewhere.port}/api/auth",
}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("ask", ASKS)
def test_another_host_hears_nothing(ask: str, status: int, target: str) -> None:
    with FaultyServer(saying(answer("200 OK"))) as elsewhere:
        away = answer(STATUSES[status], headers=f"Location: {TARGETS[target](elsewhere)}\r\n")
        with FaultyServer(saying(away)) as server:
            assert answered(*sent(server.url, ASKS[ask])) == status
            assert len(server.asked) == 1
            assert SECRET.encode() in server.asked[0]
        assert elsewhere.asked == []


@pytest.mark.parametrize("ask", ASKS)
def test_not_even_the_same_host_is_asked_again(ask: str) -> None:
    with FaultyServer(saying(answer(STATUSES[307], headers="Location: /api/v2/\r\n"))) as server:
        assert answered(*sent(server.url, ASKS[ask])) == 307
        assert len(server.asked) == 1
