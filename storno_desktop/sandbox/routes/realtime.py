"""The tokens for the server's hints, where the plan has them (contract §19)."""

from __future__ import annotations

from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.refusal import Refusal
from storno_desktop.sandbox.routes.door import known


def _needs_plan(asker: Asker) -> None:
    plan = asker.membership.plan if asker.membership else None
    if plan is None or not plan["features"].get("realtimeNotifications"):
        text = "Real-time notifications are not available on your plan."
        raise Refusal(402, text, "FIXED", {"error": text, "code": "PLAN_LIMIT"})


def _connection_token(_: Call, asker: Asker) -> Answer:
    _needs_plan(asker)
    return Answer({"token": asker.world.realtime.connection_token(asker.user.profile["id"])})


def _subscription_token(call: Call, asker: Asker) -> Answer:
    """One channel, or several at once; the channel's name is not looked at."""
    asked = call.fields()
    issue, person = asker.world.realtime.subscription_token, asker.user.profile["id"]
    if isinstance(asked.get("channels"), list):
        return Answer({"tokens": {str(each): issue(person, str(each)) for each in asked["channels"]}})
    if not asked.get("channel"):
        raise Refusal(400, "Channel is required.")
    return Answer({"token": issue(person, str(asked["channel"]))})


DOORS = [
    known("POST", "/api/v1/centrifugo/connection-token", _connection_token),
    known("POST", "/api/v1/centrifugo/subscription-token", _subscription_token),
]
