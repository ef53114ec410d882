"""What a cancellation asks of the server, with nothing around it: the same readings at once, then the request.

python -m tests.bench.bare_clicks URL EMAIL PASSWORD COMPANY_ID CANCELLATIONS

Prints one line of JSON: "cancel_ms", the milliseconds of each. As in the program at most four requests travel at
once, over connections that are open already, and the one that changes something on a connection of its own.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

import httpx

from storno_desktop.api.transport import MOST_AT_ONCE

REASON = "Emisă din greșeală de două ori"


async def clicks(url: str, email: str, password: str, company: str, count: int) -> list[float]:
    """Milliseconds of so many cancellations."""
    kept = httpx.Limits(max_connections=MOST_AT_ONCE, max_keepalive_connections=MOST_AT_ONCE)
    once = httpx.Limits(max_connections=MOST_AT_ONCE, max_keepalive_connections=0)
    async with (
        httpx.AsyncClient(base_url=url, limits=kept, timeout=60) as reading,
        httpx.AsyncClient(base_url=url, limits=once, timeout=60) as sent_once,
    ):
        answer = await reading.post("/api/auth", json={"email": email, "password": password})
        headers = {"Authorization": f"Bearer {answer.json()['token']}", "X-Company": company}
        waiting: list[str] = []
        taken: list[float] = []
        page = 0
        while len(taken) < count:
            if not waiting:
                page += 1
                params = {"status": "issued", "direction": "outgoing", "page": str(page)}
                listed = await reading.get("/api/v1/invoices", headers=headers, params=params)
                waiting = [str(row["id"]) for row in listed.json()["data"]]
                if not waiting:
                    break
            invoice = waiting.pop(0)
            path = f"/api/v1/invoices/{invoice}"
            parts = ("", "/events", "/payments", "/emails", "/share-links")
            asked = [f"{path}{part}" for part in parts]
            asked += [
                f"/api/v1/credit-notes?page=1&limit=100&parentDocumentId={invoice}",
                "/api/v1/companies",
                "/api/v1/me",
            ]
            begun = time.perf_counter()
            read = await asyncio.gather(*(reading.get(each, headers=headers) for each in asked))
            for each in read:
                if each.is_success:
                    each.json()
            done = await sent_once.post(f"{path}/cancel", headers=headers, json={"reason": REASON})
            if done.status_code == httpx.codes.OK:
                done.json()
                taken.append((time.perf_counter() - begun) * 1e3)
    return taken


if __name__ == "__main__":
    url, email, password, company, count = sys.argv[1:]
    spent = asyncio.run(clicks(url, email, password, company, int(count)))
    sys.stdout.write(json.dumps({"cancel_ms": spent}) + "\n")
