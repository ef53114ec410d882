"""Draws the pages a person sees in the browser while letting a program in: sign-in, code, consent, error."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:10vh auto;padding:0 1rem;color:#1c2430}"
    "h1{font-size:1.3rem}label{display:block;margin-top:.8rem}"
    "input,select{box-sizing:border-box;width:100%;padding:.5rem;font:inherit}"
    "button{margin:1.2rem .5rem 0 0;padding:.5rem 1.2rem;font:inherit}"
    "[role=alert]{color:#a3261b}code{overflow-wrap:anywhere}"
)
_METHOD_NAMES = {"totp": "authenticator app", "backup_code": "backup code", "email_otp": "code by e-mail"}
# The sign-in names a method otherwise than the verification wants it (contract §3.2).
_METHOD_VALUES = {"totp": "totp", "backup_code": "backup", "email_otp": "email_otp"}


def sign_in_page(client: str, email: str = "", notice: str = "") -> str:
    """Asks for e-mail and password; `notice` says why it asks again."""
    return _page(
        "Sign in to Storno",
        f"<p>{escape(client)} asks to be let in.</p>{_alert(notice)}"
        '<form method="post">'
        f'<label>E-mail<input name="email" type="email" required autofocus value="{escape(email)}"></label>'
        '<label>Password<input name="password" type="password" required></label>'
        "<button>Sign in</button></form>",
    )


def code_page(challenge: str, methods: Iterable[str], notice: str = "") -> str:
    """Asks for the second factor; `methods` are named as the login names them."""
    options = "".join(
        f'<option value="{_METHOD_VALUES[method]}">{_METHOD_NAMES[method]}</option>' for method in methods
    )
    return _page(
        "Second factor",
        f'{_alert(notice)}<form method="post">'
        f'<input type="hidden" name="challenge" value="{escape(challenge)}">'
        '<label>Code<input name="code" autocomplete="one-time-code" autofocus></label>'
        f'<label>From<select name="type">{options}</select></label>'
        '<button>Continue</button><button name="send" value="1">Send a code by e-mail</button></form>',
    )


def consent_page(
    client: str, email: str, scopes: Iterable[str], ticket: str, organizations: Iterable[tuple[str, str]]
) -> str:
    """Names the program and what it asks for; `organizations` are ids and names, the first one preset."""
    choices = list(organizations)
    options = "".join(f'<option value="{escape(key)}">{escape(name)}</option>' for key, name in choices)
    choice = f'<label>In<select name="organization">{options}</select></label>' if len(choices) > 1 else ""
    items = "".join(f"<li><code>{escape(scope)}</code></li>" for scope in scopes)
    return _page(
        f"{client} asks to be let in",
        f"<p>Signed in as {escape(email)}. {escape(client)} wants to use:</p><ul>{items}</ul>"
        f'<form method="post"><input type="hidden" name="ticket" value="{escape(ticket)}">{choice}'
        '<button name="decision" value="allow">Allow</button>'
        '<button name="decision" value="deny">Deny</button></form>',
    )


def refusal_page(reason: str) -> str:
    """Says why nobody is let in; the program that sent the person here is told nothing."""
    return _page("This link does not work", f"{_alert(reason)}<p>Go back to the program and try again.</p>")


def _alert(notice: str) -> str:
    return f'<p role="alert">{escape(notice)}</p>' if notice else ""


def _page(title: str, content: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{escape(title)}</h1>{content}</body></html>"
    )
