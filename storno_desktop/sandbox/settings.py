"""What a sandbox is told before it starts: its data, its dialect, its clock and its moods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

DialectName = Literal["observed", "documented"]
DEFAULT_INVOICES = 400


@dataclass(frozen=True)
class SandboxSettings:
    """All choices of one sandbox; the command line offers the same ones.

    `seed` is a file shaped like the recorded data; without it `invoices` documents are generated
    from `random_seed`. `now` freezes the clock (an aware moment), None lets it run. `dates="moved"`
    shifts the dates of a seed file by whole days, so that every age is what it was on the day the
    file was made. `login_limit` counts sign-ins and second factors (5 a minute and client address),
    `captcha` asks for a solved riddle from the third sign-in on. `cost="real"` makes lists as slow
    as the real backend was measured to be. `control` opens the paths below `/_sandbox/`. `oauth_client_id` is the
    id under which a desktop program is registered for signing in through the browser. Without
    `me_permissions`, `/me` does not tell what a person may do, as the documentation's example does not.
    """

    port: int = 0
    dialect: DialectName = "observed"
    seed: Path | None = None
    invoices: int | None = None
    random_seed: int = 1
    latency_ms: int = 0
    now: datetime | None = None
    dates: Literal["as-is", "moved"] = "moved"
    login_limit: bool = False
    captcha: bool = False
    token_seconds: int = 3600
    faults: Path | None = None
    control: bool = False
    cost: Literal["none", "real"] = "none"
    oauth_client_id: str = "storno-desktop-sandbox"
    me_permissions: bool = True
