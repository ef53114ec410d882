"""The sandbox as a program of its own: `python -m storno_desktop.sandbox`."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import orjson

from storno_desktop.sandbox.clock import BUCHAREST
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import DEFAULT_INVOICES, SandboxSettings

_GLANCE = 0.5


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=BUCHAREST)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sandbox", description="A Storno server played from memory.")
    data = parser.add_mutually_exclusive_group()
    data.add_argument("--seed", type=Path, metavar="FILE", help="data of a file instead of generated ones")
    data.add_argument("--invoices", type=int, metavar="N", help=f"how many to generate ({DEFAULT_INVOICES})")
    parser.add_argument("--random-seed", type=int, default=1, metavar="S", help="the generator's start (1)")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--dialect", choices=("observed", "documented"), default="observed")
    parser.add_argument("--latency-ms", type=int, default=0, metavar="L", help="added to every answer")
    parser.add_argument("--now", type=_moment, metavar="ISO", help="freezes the clock")
    parser.add_argument("--dates", choices=("as-is", "moved"), default="moved", help="dates of a seed file")
    parser.add_argument("--login-limit", choices=("on", "off"), default="off")
    parser.add_argument("--captcha", action="store_true", help="asked for from the third sign-in on")
    parser.add_argument("--token-seconds", type=int, default=3600, metavar="N")
    parser.add_argument(
        "--oauth-client",
        default=SandboxSettings.oauth_client_id,
        metavar="ID",
        help=f"client id of the browser sign-in ({SandboxSettings.oauth_client_id})",
    )
    parser.add_argument(
        "--me-permissions",
        choices=("on", "off"),
        default="on",
        help="off: /me as in the documentation's example",
    )
    parser.add_argument("--faults", type=Path, metavar="FILE", help="the format stands in faults.py")
    parser.add_argument("--control", action="store_true", help="opens /_sandbox/, see control.py")
    parser.add_argument("--cost", choices=("none", "real"), default="none", help="lists as slow as real ones")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Serves until SIGTERM or SIGINT; first prints one line of JSON: `url`, `accounts` (who can sign in,
    with passwords and the secrets of second factors), `shutOut`, `apiKeys` and `oauthClient`."""
    options = _parser().parse_args(argv)
    settings = SandboxSettings(
        port=options.port,
        dialect=options.dialect,
        seed=options.seed,
        invoices=options.invoices,
        random_seed=options.random_seed,
        latency_ms=options.latency_ms,
        now=options.now,
        dates=options.dates,
        login_limit=options.login_limit == "on",
        captcha=options.captcha,
        token_seconds=options.token_seconds,
        faults=options.faults,
        control=options.control,
        oauth_client_id=options.oauth_client,
        me_permissions=options.me_permissions == "on",
        cost=options.cost,
    )
    told = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: told.set())
    try:
        server = SandboxServer(settings)
        server.start()
    except (OSError, ValueError) as error:
        sys.stderr.write(f"sandbox: {error}\n")
        return 2
    ready = {
        "url": server.url,
        "accounts": server.accounts,
        "shutOut": server.sandbox.world.shut_out,
        "apiKeys": server.api_keys,
        "oauthClient": server.oauth_client,
    }
    sys.stdout.write(orjson.dumps(ready).decode() + "\n")
    sys.stdout.flush()
    while not told.wait(_GLANCE):  # an endless wait would not hear Ctrl+C on Windows
        pass
    server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
