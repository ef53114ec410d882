"""How the server turns a request down: the backend's error shapes, and the ones its documentation promises."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

from storno_desktop.sandbox.plain import Json

# E1 is made by a controller, E8 by the framework, JWT by the token firewall and the login, REFRESH by the refresh;
# FIXED comes with its own body, and so does OAUTH (E12), which is the same in both dialects.
Style = Literal["E1", "E8", "JWT", "REFRESH", "FIXED", "OAUTH"]


class Refusal(Exception):  # noqa: N818 - it ends a request, it reports no bug
    """Ends the request with an error answer; only the server's outermost layer catches it.

    `style` is the observed family (contract §2); how it is written is the dialect's business.
    `promised` is the status the documentation gives where it differs from the observed one.
    """

    def __init__(
        self,
        status: int,
        text: str = "",
        style: Style = "E1",
        body: Json | None = None,
        *,
        promised: int | None = None,
    ) -> None:
        super().__init__(status, text)
        self.status = status
        self.promised = promised or status
        self.text = text
        self.style = style
        self.body = body


def denied() -> Refusal:
    """A voter said no: 403 without a reason."""
    return Refusal(403, "Forbidden", "E8")


def not_permitted() -> Refusal:
    """A controller missed a permission: 403 with a sentence."""
    return Refusal(403, "Permission denied.")


def crashed() -> Refusal:
    """The backend did not expect this and fell over."""
    return Refusal(500, "Internal Server Error", "E8")


def not_found() -> Refusal:
    """No such invoice for anybody."""
    return Refusal(404, "Invoice not found.")


def unauthorised(message: str, *, promised: int = 401) -> Refusal:
    """The token firewall and the login answer like this."""
    return Refusal(401, message, "JWT", promised=promised)


def problem(status: int) -> Json:
    """The framework's own error body (E8); outside development it says no more than the status does."""
    return {
        "type": "https://tools.ietf.org/html/rfc2616#section-10",
        "title": "An error occurred",
        "status": status,
        "detail": HTTPStatus(status).phrase,
    }


def error_page(status: int) -> str:
    """The page the framework sends to those who did not ask for JSON (E9)."""
    phrase = HTTPStatus(status).phrase
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n    <meta charset="UTF-8" />\n'
        f"    <title>An Error Occurred: {phrase}</title>\n</head>\n<body>\n"
        f'<h1>Oops! An Error Occurred</h1>\n<h2>The server returned a "{status} {phrase}".</h2>\n'
        "</body>\n</html>"
    )
