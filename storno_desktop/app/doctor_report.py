"""The self-test's report, as text for people and as JSON for programs; nothing secret and nobody's name is in it."""

import json
import platform
from collections.abc import Iterable, Sequence

from storno_desktop import __version__
from storno_desktop.app.doctor_words import DoctorWords
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.logs import redacted
from storno_desktop.service.examined import Examined, Verdict

REPORT_VERSION = 1
_SIGNS = {Verdict.OK: "OK", Verdict.WARNING: " !", Verdict.FAILED: "!!", Verdict.SKIPPED: "--"}


def worst(results: Iterable[Examined]) -> Verdict:
    """FAILED if anything failed, else WARNING if anything warned, else OK: what was skipped does not count."""
    verdicts = {each.verdict for each in results}
    return next((each for each in (Verdict.FAILED, Verdict.WARNING) if each in verdicts), Verdict.OK)


def report_text(server: ServerAddress, results: Sequence[Examined], words: DoctorWords) -> str:
    """A line for each look, then what to do about those that did not go well.

    `OK`, ` !` (a warning), `!!` (failed) and `--` (not looked at) stand at the beginning of the lines.
    """
    width = max(len(words.title(each.check)) for each in results)
    lines = [f"Storno Desktop {__version__} · {server.url}", ""]
    for each in results:
        found = words.found(_cleaned(each))
        lines.append(f"{_SIGNS[each.verdict]}  {words.title(each.check):{width}}  {found}".rstrip())
    advised = [each for each in results if each.advice is not None]
    if advised:
        lines += ["", words.heading_of_advice()]
        lines += [
            f"{_SIGNS[each.verdict]}  {words.title(each.check):{width}}  {words.advice(each.advice)}"
            for each in advised
            if each.advice is not None
        ]
    lines += ["", words.summary(worst(results))]
    return "\n".join(lines) + "\n"


def report_json(server: ServerAddress, results: Sequence[Examined]) -> str:
    """The same for programs; keys and words below stay what they are as long as `report` is 1.

    report (1), program, version, system, python, server (its address), verdict (ok, warning, failed) and
    checks: a list with one object for each look in a fixed order, with
      check    policy, keyring, proxy, dns, tls, server, clock, token, account, company, permissions, page-cap
      verdict  ok, warning, failed, skipped
      facts    an object of texts and numbers:
        policy       state: none, in-force, broken; faults (English text)
        keyring      standing: safe, missing, unsafe, refusing, silent
        proxy        proxy: none, http, https; place (host and port)
        dns          name_of: server, proxy; addresses; milliseconds
        tls          protocol; issuer; days_left; reason: loopback (no TLS is needed)
        server       version; milliseconds; storno: no (somebody else answers there)
        clock        seconds by which the server's clock is ahead; reason: no-date
        token        way: password, browser, api-key; renewal: done, possible, none; minutes_left;
                     reason: nobody (has signed in), not-kept
        account      account ("a…@e…"); role: owner, admin, accountant, employee, other, none;
                     organizations; impersonated: yes, no
        company      companies; read_only
        permissions  each permission by its name: held, missing, out-of-scope, unreadable
        page-cap     asked; given (rows per page); milliseconds
        any          because: the look that went wrong before, so that this one was skipped
      problem  null, or an object: kind, status (HTTP, or null), network, tls (null or a word), detail
      advice   null or a key such as check-network
    """
    report = {
        "report": REPORT_VERSION,
        "program": "storno-desktop",
        "version": __version__,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "server": server.url,
        "verdict": worst(results).value,
        "checks": [
            {
                "check": each.check.value,
                "verdict": each.verdict.value,
                "facts": dict(_cleaned(each).facts),
                "problem": None if each.problem is None else _problem(each.problem),
                "advice": None if each.advice is None else each.advice.value,
            }
            for each in results
        ],
    }
    return json.dumps(report, indent=2) + "\n"


def _problem(problem: Problem) -> dict[str, str | int | None]:
    """What is told of a problem: never the server's own text, which may repeat what it was sent."""
    return {
        "kind": problem.kind.name,
        "status": problem.status,
        "network": None if problem.network is None else problem.network.name,
        "tls": None if problem.tls is None else problem.tls.name,
        "detail": _clean(problem.detail),
    }


def _cleaned(examined: Examined) -> Examined:
    """The net below the facts: texts without anything that looks like a secret or steers a terminal."""
    facts = {
        name: _clean(value) if isinstance(value, str) else value for name, value in examined.facts.items()
    }
    return Examined(
        check=examined.check,
        verdict=examined.verdict,
        facts=facts,
        problem=examined.problem,
        advice=examined.advice,
    )


def _clean(text: str) -> str:
    return redacted("".join(letter if letter.isprintable() else " " for letter in text))
