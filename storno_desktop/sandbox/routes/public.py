"""What the server tells anybody: its version and its health (contract §20)."""

from __future__ import annotations

from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.routes.door import anonymous
from storno_desktop.sandbox.world import World

_VERSION = "2.7.6"
_RELEASES = "https://github.com/stornoro/storno/releases"
_STORES = {
    "ios": "https://apps.apple.com/app/storno-ro/id6761785908",
    "android": "https://play.google.com/store/apps/details?id=com.storno.app",
    "huawei": "https://appgallery.huawei.com/app/C0000000000",
}


def _version(_: Call, __: World) -> Answer:
    mobile: Json = {
        platform: {"latest": "1.1.2", "min": "1.0.0", "storeUrl": url, "releaseNotesUrl": None, "message": []}
        for platform, url in _STORES.items()
    }
    web = {"latest": _VERSION, "min": "2.6.0", "releaseNotes": _RELEASES}
    return Answer({"version": _VERSION, "web": web, "mobile": mobile})


def _health(_: Call, world: World) -> Answer:
    """Without the realtime service the backend calls itself degraded and answers 503."""
    checks = {"database": "ok", "cache": "ok", "centrifugo": "error: not part of the sandbox"}
    return Answer({"status": "degraded", "checks": checks, "timestamp": world.clock.stamp()}, 503)


def _system_health(_: Call, world: World) -> Answer:
    return Answer({"status": "healthy", "version": _VERSION, "timestamp": world.clock.stamp()})


DOORS = [
    anonymous("GET", "/api/v1/version", _version),
    anonymous("GET", "/health", _health),
    anonymous("GET", "/api/v1/system/health", _system_health),
]
