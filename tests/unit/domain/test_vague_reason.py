"""A reason that is long enough and tells nothing is noticed; one that says something is left alone."""

import pytest

from storno_desktop.domain.vague_reason import Vagueness, vagueness


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("1234567890", Vagueness.NO_WORDS),
        ("12.03.2026 – 119,00", Vagueness.NO_WORDS),
        ("!!!!!!!!!!!!", Vagueness.NO_WORDS),
        ("😀😀😀😀😀😀😀😀😀😀", Vagueness.NO_WORDS),
        ("greșeală greșeală", Vagueness.REPEATED),
        ("Greseala, GREȘEALĂ; greşeală", Vagueness.REPEATED),
        ("aaaaaaaaaa", Vagueness.REPEATED),
        ("aaaa aaaaaa", Vagueness.REPEATED),
        ("testtesttest", Vagueness.REPEATED),
        ("hahaha haha", Vagueness.REPEATED),
        ("asdfghjkl;", Vagueness.KEYS_IN_A_ROW),
        ("qwertyuiop", Vagueness.KEYS_IN_A_ROW),
        ("lkjhgfdsa asdf", Vagueness.KEYS_IN_A_ROW),
        ("Anulare factură", Vagueness.ONLY_THAT),
        ("Se anuleaza factura 12", Vagueness.ONLY_THAT),
        ("anulare factura nr. 12", Vagueness.ONLY_THAT),
        ("the invoice is cancelled", Vagueness.ONLY_THAT),
        ("fără motiv, test", Vagueness.ONLY_THAT),
        ("Emisă din greșeală", None),
        ("Duplicat al altei facturi", None),
        ("Netrimisă, comandă anulată", None),
        ("Issued by mistake", None),
        ("Duplicate of another invoice", None),
        ("Issued to the wrong client", None),
        ("Not sent, order cancelled", None),
        ("nerecunoscut", None),
        ("Ошибка в счёте", None),
        ("客户取消了这个订单已经退款", None),
    ],
)
def test_what_tells_nobody_anything_is_noticed(reason: str, expected: Vagueness | None) -> None:
    assert vagueness(reason) is expected


def test_the_number_of_the_invoice_itself_tells_nothing() -> None:
    assert vagueness("Anulare factură BRS0012", "BRS0012") is Vagueness.ONLY_THAT
    assert vagueness("brs0012 brs0012", "BRS0012") is Vagueness.NO_WORDS
    assert vagueness("Dublură a facturii BRS0011", "BRS0012") is None


def test_a_long_text_is_answered_in_one_pass() -> None:
    assert vagueness("ab" * 250) is Vagueness.REPEATED
    assert vagueness("a" * 499 + "b") is None
