"""Rights come from the server's list, a company is known by its fiscal code, and tokens are never shown."""

from storno_desktop.domain.session import Permission, SecondFactorChallenge, Tokens
from tests.unit.domain.builders import a_company, a_user


def test_a_right_is_what_the_server_granted_never_what_a_role_suggests() -> None:
    owner = a_user(permissions=frozenset(), role="owner")
    assert not any(owner.may(permission) for permission in Permission)
    assert a_user(permissions=frozenset({"invoice.edit"})).may(Permission.EDIT)


def test_a_company_knows_its_own_invoices() -> None:
    assert a_company(cif="RO18547290").issued("18547290")
    assert not a_company().issued("14399840")
    assert not a_company(cif="").issued("")


def test_no_secret_is_shown() -> None:
    shown = repr((Tokens(access="sesame", refresh="sesame"), SecondFactorChallenge(token="sesame")))
    assert "sesame" not in shown
