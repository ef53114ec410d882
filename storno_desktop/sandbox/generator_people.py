"""Who can sign in to the generated world, where they belong and what they may do."""

from typing import Any, Final, NamedTuple

from storno_desktop.sandbox.generator_calendar import stamp
from storno_desktop.sandbox.generator_random import mixed, uuid_text

JsonObject = dict[str, Any]
# The world is older than its oldest invoice: 7 January 2019, in milliseconds since 1970.
FOUNDED: Final = 1_546_848_000_000

_ORGANISATIONS: Final = (
    ("Grupul Vatra și Zidul", "vatra-si-zidul"),
    ("Fila Albastră", "fila-albastra"),
    ("Moara de Apus", "moara-de-apus"),
)
# Whose plan lapsed, so that their companies can only be read (contract section 21).
LAPSED: Final = frozenset((2,))

_EMPLOYEE: Final = [
    "company.view",
    "client.view",
    "product.view",
    "invoice.view",
    "recurring_invoice.view",
    "series.view",
    "payment.view",
    "efactura.view",
    "settings.view",
    "report.view",
    "email_template.view",
    "borderou.view",
    "declaration.view",
]
_ACCOUNTANT: Final = [
    "client.create",
    "client.edit",
    "client.delete",
    "product.create",
    "product.edit",
    "product.delete",
    "invoice.create",
    "invoice.edit",
    "invoice.delete",
    "invoice.issue",
    "invoice.send",
    "invoice.cancel",
    "invoice.refund",
    "recurring_invoice.manage",
    "series.manage",
    "payment.create",
    "payment.delete",
    "efactura.submit",
    "declaration.submit",
    "import.manage",
    "export.data",
    "email_template.manage",
    "borderou.manage",
]
_ADMIN: Final = [
    "company.create",
    "company.edit",
    "company.delete",
    "settings.manage",
    "org.manage_members",
    "org.view_audit",
    "webhook.view",
    "webhook.manage",
    "api_key.view",
    "api_key.manage",
    "oauth2_app.view",
    "oauth2_app.manage",
    "backup.manage",
]
PERMISSIONS: Final[dict[str, list[str]]] = {
    "employee": _EMPLOYEE,
    "accountant": [*_EMPLOYEE, *_ACCOUNTANT],
    "admin": [*_EMPLOYEE, *_ACCOUNTANT, *_ADMIN],
    "owner": [*_EMPLOYEE, *_ACCOUNTANT, *_ADMIN, "org.manage_billing"],
}


class Person(NamedTuple):
    """Somebody who can sign in, the companies they see, in the order the server lists them.

    ``also`` are further organisations that they belong to, each with the role there.
    """

    email: str
    first: str
    family: str
    role: str
    organisation: int
    companies: str
    second_factor: bool = False
    also: tuple[tuple[int, str], ...] = ()


PEOPLE: Final = (
    Person("patron@demo.example", "Smaranda", "Văcărescu", "owner", 0, "BA"),
    Person("admin@demo.example", "Răzvan", "Mânzatu", "admin", 0, "BA"),
    Person("contabil@demo.example", "Ilinca", "Șerbănescu", "accountant", 0, "BA"),
    Person("angajat@demo.example", "Dănuț", "Cojocaru", "employee", 0, "BA"),
    Person("contabil.b@demo.example", "Rodica", "Făgădău", "accountant", 0, "B"),
    Person("cod@demo.example", "Cătălin", "Înaltu", "accountant", 0, "BA", True),
    Person("patron@fila.example", "Sânziana", "Țuțea", "owner", 1, "C"),
    Person("morar@moara.example", "Toader", "Râșnoveanu", "owner", 2, "D"),
    Person("expert@cabinet.example", "Aurelia", "Brânzei", "accountant", 0, "BAC", also=((1, "employee"),)),
)
# They have accounts but are not let in: the first was deactivated, the second never confirmed the address.
SHUT_OUT: Final = ("plecat@demo.example", "asteapta.confirmarea@demo.example")


def world_id(kind: int, number: int) -> str:
    """The id, the same in every generated world, of a thing by its kind and number."""
    return uuid_text(FOUNDED + kind * 1000 + number, kind, mixed(0xD0C5 + kind, number))


def api_keys(seed: int) -> JsonObject:
    """One key of each sort: every scope, one scope, expired, revoked, all that reads; ``user`` is whose it is."""
    withdrawn = stamp(FOUNDED // 1000 + 86_400)
    sorts = (
        ("owner-everything", PERMISSIONS["owner"], None, None),
        ("owner-only-viewing", ["invoice.view"], None, None),
        ("owner-lapsed", ["invoice.view"], None, withdrawn),
        ("owner-withdrawn", ["invoice.view"], withdrawn, None),
        ("owner-reading", [right for right in PERMISSIONS["owner"] if right.endswith(".view")], None, None),
    )
    return {
        name: {
            "key": "af_" + "".join(f"{mixed(seed, 960 + 8 * number + part):016x}" for part in range(4)),
            "scopes": list(scopes),
            "user": "patron@demo.example",
            "id": world_id(7, number),
            "revokedAt": revoked,
            "expireAt": expires,
        }
        for number, (name, scopes, revoked, expires) in enumerate(sorts)
    }


def organisation_id(number: int) -> str:
    """The id of an organisation."""
    return world_id(1, number)


def _organisation(number: int) -> JsonObject:
    name, slug = _ORGANISATIONS[number]
    return {"id": organisation_id(number), "name": name, "slug": slug}


def me_of(number: int, person: Person) -> JsonObject:
    """The whole profile as ``GET /me`` shows it (contract section 4.1)."""
    founded = stamp(FOUNDED // 1000)
    return {
        "id": world_id(3, number),
        "email": person.email,
        "firstName": person.first,
        "lastName": person.family,
        "fullName": f"{person.first} {person.family}",
        "phone": None,
        "locale": "ro",
        "timezone": "Europe/Bucharest",
        "respectQuietHours": True,
        "roles": ["ROLE_USER"],
        "active": True,
        "emailVerified": True,
        "mfaEnabled": person.second_factor,
        "hasPassword": True,
        "createdAt": founded,
        "preferences": None,
        "avatarUrl": None,
        "organization": {**_organisation(person.organisation), "createdAt": founded},
        "plan": {
            "plan": "free" if person.organisation in LAPSED else "starter",
            "expired": person.organisation in LAPSED,
            "features": {
                "maxCompanies": 5,
                "maxUsersPerOrg": 10,
                "autoSync": True,
                "syncIntervalSeconds": 86_400,
                "maxInvoicesPerMonth": 1_000_000,
                "mobileApp": True,
                "pdfGeneration": True,
                "signatureVerification": True,
                "apiAccess": True,
                "realtimeNotifications": False,
                "paymentLinks": True,
                "emailSending": True,
                "emailTemplates": True,
                "reports": True,
                "recurringInvoices": False,
                "importExport": True,
                "backupRestore": False,
                "bankStatements": False,
                "exchangeRates": True,
                "webhooks": False,
                "selfHostingLicense": False,
                "prioritySupport": False,
            },
            "selfHosted": True,
            "communityEdition": True,
        },
        "memberships": [
            {
                "id": world_id(4, number + 100 * place),
                "role": role,
                "organization": _organisation(organisation),
            }
            for place, (organisation, role) in enumerate(((person.organisation, person.role), *person.also))
        ],
        "permissions": list(PERMISSIONS[person.role]),
        "currentRole": person.role,
    }
