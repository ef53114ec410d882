"""The self-test in words: what was looked at, what was found, and what to do about it."""

from PySide6.QtCore import QLocale, QObject

from storno_desktop.domain.problem import NetworkFault, Problem, ProblemKind, TlsFault
from storno_desktop.service.examined import Advice, ExamCheck, Examined, Facts, Verdict
from storno_desktop.ui.sentence import filled


class DoctorWords(QObject):
    """Sentences without anything to click: the report is text in a terminal or a mail."""

    def title(self, check: ExamCheck) -> str:
        """What was looked at."""
        match check:
            case ExamCheck.POLICY:
                return self.tr("Policy")
            case ExamCheck.KEYRING:
                return self.tr("Keyring")
            case ExamCheck.PROXY:
                return self.tr("Proxy")
            case ExamCheck.DNS:
                return self.tr("Name lookup")
            case ExamCheck.TLS:
                return self.tr("Secure connection")
            case ExamCheck.SERVER:
                return self.tr("Server")
            case ExamCheck.CLOCK:
                return self.tr("Clock")
            case ExamCheck.TOKEN:
                return self.tr("Session")
            case ExamCheck.ACCOUNT:
                return self.tr("Account")
            case ExamCheck.COMPANY:
                return self.tr("Companies")
            case ExamCheck.PERMISSIONS:
                return self.tr("Permissions")
            case ExamCheck.PAGE_CAP:
                return self.tr("Rows per page")

    def summary(self, verdict: Verdict) -> str:
        """The whole report in one sentence."""
        match verdict:
            case Verdict.FAILED:
                return self.tr("Something failed.")
            case Verdict.WARNING:
                return self.tr("Nothing failed, but something needs attention.")
            case Verdict.OK | Verdict.SKIPPED:
                return self.tr("Nothing failed.")

    def heading_of_advice(self) -> str:
        """Above what to do."""
        return self.tr("What to do:")

    def found(self, examined: Examined) -> str:
        """What was found, in one line."""
        because = examined.facts.get("because")
        if because is not None:
            return filled(self.tr("left out: “%1” comes first"), self.title(ExamCheck(because)))
        said = self._facts(examined)
        if examined.problem is None:
            return said
        told = self._problem(examined.problem)
        return f"{told} ({said})" if said else told

    def _facts(self, examined: Examined) -> str:
        facts = examined.facts
        match examined.check:
            case ExamCheck.POLICY:
                return self._policy(facts)
            case ExamCheck.KEYRING:
                return self._keyring(facts)
            case ExamCheck.PROXY:
                return self._proxy(facts)
            case ExamCheck.DNS:
                return self._name(facts)
            case ExamCheck.TLS:
                return self._certificate(facts)
            case ExamCheck.SERVER:
                return self._server(facts)
            case ExamCheck.CLOCK:
                return self._clock(facts)
            case ExamCheck.TOKEN:
                return self._session(facts)
            case ExamCheck.ACCOUNT:
                return self._account(facts)
            case ExamCheck.COMPANY:
                return self._companies(facts)
            case ExamCheck.PERMISSIONS:
                return self._permissions(facts)
            case ExamCheck.PAGE_CAP:
                return self._page(facts)

    # -------------------------------------------------------------------------------------- the facts

    def _policy(self, facts: Facts) -> str:
        match facts.get("state"):
            case "none":
                return self.tr("none on this computer")
            case "in-force":
                return self.tr("in force")
            case _:
                return filled(self.tr("broken, the strictest rules hold: %1"), _text(facts, "faults"))

    def _keyring(self, facts: Facts) -> str:
        match facts.get("standing"):
            case "safe":
                return self.tr("sessions can be kept safely")
            case "missing":
                return self.tr("there is none; nothing is kept")
            case "unsafe":
                return self.tr("it is not safe and is not used")
            case "refusing":
                return self.tr("it is locked or does not work")
            case "silent":
                return self.tr("it did not answer")
            case _:
                return ""

    def _proxy(self, facts: Facts) -> str:
        if "place" in facts:
            return f"{_text(facts, 'proxy')}://{_text(facts, 'place')}"
        return self.tr("none, the server is reached directly") if facts else ""

    def _name(self, facts: Facts) -> str:
        if not facts:
            return ""
        if facts.get("name_of") == "proxy":
            said = self.tr("the proxy's name was found; addresses: %1; after %2 ms")
        else:
            said = self.tr("the name was found; addresses: %1; after %2 ms")
        return filled(said, _number(facts, "addresses"), _number(facts, "milliseconds"))

    def _certificate(self, facts: Facts) -> str:
        if facts.get("reason") == "loopback":
            return self.tr("not needed, the server is on this computer")
        if "protocol" not in facts:
            return ""
        issuer = _text(facts, "issuer") or self.tr("unknown")
        if "days_left" not in facts:
            return filled(self.tr("%1; certificate by %2"), _text(facts, "protocol"), issuer)
        said = self.tr("%1; certificate by %2; days until it ends: %3")
        return filled(said, _text(facts, "protocol"), issuer, _number(facts, "days_left"))

    def _server(self, facts: Facts) -> str:
        if facts.get("storno") == "no":
            return self.tr("no Storno server answers at this address")
        if "version" not in facts:
            return ""
        said = self.tr("Storno %1; answered after %2 ms")
        return filled(said, _text(facts, "version"), _number(facts, "milliseconds"))

    def _clock(self, facts: Facts) -> str:
        if "seconds" not in facts:
            return self.tr("the server does not tell the time") if facts else ""
        return filled(self.tr("seconds by which the server is ahead: %1"), _number(facts, "seconds"))

    def _session(self, facts: Facts) -> str:
        match facts.get("reason"):
            case "nobody":
                return self.tr("nobody has signed in to this server")
            case "not-kept":
                return self.tr("no session is kept for this account")
            case _ if not facts:
                return ""
            case _:
                parts = [self._way(_text(facts, "way")), self._renewal(_text(facts, "renewal"))]
        if "minutes_left" in facts:
            parts.append(filled(self.tr("minutes left: %1"), _number(facts, "minutes_left")))
        return "; ".join(parts)

    def _way(self, way: str) -> str:
        match way:
            case "password":
                return self.tr("signed in by password")
            case "browser":
                return self.tr("signed in by browser")
            case _:
                return self.tr("signed in by API key")

    def _renewal(self, renewal: str) -> str:
        match renewal:
            case "done":
                return self.tr("renewed just now")
            case "possible":
                return self.tr("can be renewed")
            case _:
                return self.tr("is never renewed")

    def _account(self, facts: Facts) -> str:
        if not facts:
            return ""
        said = self.tr("%1; role: %2; organisations: %3")
        told = filled(
            said, _text(facts, "account"), self._role(_text(facts, "role")), _number(facts, "organizations")
        )
        if facts.get("impersonated") == "yes":
            told += "; " + self.tr("a support session, which may not change anything")
        return told

    def _role(self, role: str) -> str:
        match role:
            case "owner":
                return self.tr("owner")
            case "admin":
                return self.tr("administrator")
            case "accountant":
                return self.tr("accountant")
            case "employee":
                return self.tr("employee")
            case "other":
                return self.tr("another one")
            case _:
                return self.tr("none")

    def _companies(self, facts: Facts) -> str:
        if not facts:
            return ""
        said = self.tr("companies: %1; of these read-only: %2")
        return filled(said, _number(facts, "companies"), _number(facts, "read_only"))

    def _permissions(self, facts: Facts) -> str:
        groups = {
            self.tr("held"): [name for name, right in facts.items() if right == "held"],
            self.tr("missing"): [name for name, right in facts.items() if right == "missing"],
            self.tr("not granted to this sign-in"): [
                name for name, right in facts.items() if right == "out-of-scope"
            ],
            self.tr("cannot be read"): [name for name, right in facts.items() if right == "unreadable"],
        }
        return "; ".join(f"{word}: {', '.join(names)}" for word, names in groups.items() if names)

    def _page(self, facts: Facts) -> str:
        if not facts:
            return ""
        said = self.tr("asked for %1, the server gives %2; after %3 ms")
        return filled(said, _number(facts, "asked"), _number(facts, "given"), _number(facts, "milliseconds"))

    # ------------------------------------------------------------------------------------ the problems

    def _problem(self, problem: Problem) -> str:
        match problem.kind:
            case ProblemKind.NO_NETWORK:
                told = self._no_way(problem.network)
            case ProblemKind.PROXY:
                told = self.tr("the proxy cannot be used")
            case ProblemKind.TLS:
                told = self._insecure(problem.tls)
            case ProblemKind.TIMED_OUT:
                told = self.tr("no answer in time")
            case ProblemKind.SIGNED_OUT:
                told = self.tr("the session has ended")
            case ProblemKind.ACCOUNT_INACTIVE:
                told = self.tr("the account is deactivated")
            case ProblemKind.FORBIDDEN:
                told = self.tr("the server does not allow it")
            case ProblemKind.THROTTLED:
                told = self.tr("too many requests in a short time")
            case ProblemKind.SERVER_FAULT:
                told = self.tr("the server has a fault")
            case ProblemKind.UNREADABLE | ProblemKind.NOT_FOUND | ProblemKind.TOO_LARGE:
                told = self.tr("the answer is not what Storno says")
            case ProblemKind.REDIRECTED:
                told = self.tr("the server points to another address")
            case _:
                told = self.tr("the server did not accept it")
        return told if problem.status is None else f"{told} [{problem.status}]"

    def _no_way(self, fault: NetworkFault | None) -> str:
        match fault:
            case NetworkFault.NAME_NOT_FOUND:
                return self.tr("there is no such name")
            case NetworkFault.NO_NAME_SERVICE:
                return self.tr("no name server answers")
            case NetworkFault.REFUSED:
                return self.tr("nobody listens there")
            case NetworkFault.NO_ROUTE:
                return self.tr("no way leads there from this network")
            case _:
                return self.tr("no connection")

    def _insecure(self, fault: TlsFault | None) -> str:
        match fault:
            case TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER:
                return self.tr("the certificate's issuer is not known to this computer")
            case TlsFault.EXPIRED:
                return self.tr("the certificate has ended")
            case TlsFault.NOT_YET_VALID:
                return self.tr("the certificate is not valid yet")
            case TlsFault.WRONG_NAME:
                return self.tr("the certificate belongs to another server")
            case _:
                return self.tr("no secure connection")

    # -------------------------------------------------------------------------------------- the advice

    def advice(self, advice: Advice) -> str:
        """What a person can do."""
        match advice:
            case Advice.REPAIR_POLICY:
                return self.tr("Have the administrator correct the policy file, or protect it from changes.")
            case Advice.INSTALL_KEYRING:
                return self.tr(
                    "Install a keyring (on Linux: GNOME Keyring or KWallet) to stay signed in; until then"
                    " every start asks for the sign-in."
                )
            case Advice.UNLOCK_KEYRING:
                return self.tr("Unlock the system's keyring, then run the self-test again.")
            case Advice.CHECK_PROXY:
                return self.tr("Check the proxy settings of this computer (HTTPS_PROXY, NO_PROXY).")
            case Advice.CHECK_NETWORK:
                return self.tr("Check the network connection of this computer and its firewall.")
            case Advice.CHECK_ADDRESS:
                return self.tr("Check the server's address.")
            case Advice.CHECK_CERTIFICATE:
                return self.tr(
                    "Show this to whoever looks after the server or the network: the program never goes on"
                    " without a valid certificate."
                )
            case Advice.RENEW_CERTIFICATE:
                return self.tr("Remind whoever looks after the server to renew the certificate.")
            case Advice.SET_CLOCK:
                return self.tr("Set this computer's clock, best by the network's time.")
            case Advice.SIGN_IN:
                return self.tr("Sign in with the program.")
            case Advice.SIGN_IN_AND_STAY:
                return self.tr("Sign in and choose to stay signed in; then the self-test can look further.")
            case Advice.TRY_LATER:
                return self.tr("Wait a few minutes and run the self-test again.")
            case Advice.UPDATE_PROGRAM:
                return self.tr("Install a newer version of this program.")
            case Advice.ASK_ADMINISTRATOR:
                return self.tr("Ask the owner or administrator of your organisation in Storno.")
            case Advice.END_IMPERSONATION:
                return self.tr("Sign in with an account of your own.")


def _text(facts: Facts, name: str) -> str:
    return str(facts.get(name, ""))


def _number(facts: Facts, name: str) -> str:
    value = facts.get(name)
    return QLocale().toString(round(value)) if isinstance(value, int | float) else ""
