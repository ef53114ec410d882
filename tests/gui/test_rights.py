"""What a person may do: offered where nobody can know, and explained where the server says no."""

from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.service.session import Session
from tests.gui.front_office import BAKERY, CANCEL, WORLD, Office, said

READ_ONLY_KEY: str = WORLD["apiKeys"]["owner-readonly"]["key"]


def enter_with(office: Office, key: str) -> None:
    address = parse_server_address(office.server.url)
    assert isinstance(address, ServerAddress)
    answer = office.house.io.wait(office.house.services.sessions.sign_in_with_key(address, key), 30)
    assert isinstance(answer, Session)
    office.preferences.company_id = BAKERY
    office.window.enter(answer)
    office.settle()


def test_an_api_key_without_the_right_is_offered_the_act_and_told_why_it_was_refused(office: Office) -> None:
    enter_with(office, READ_ONLY_KEY)
    office.go_to("issued-1")
    assert office.window.cancel_button.isEnabled()
    office.window.ask_cancel()
    dialog = office.cancel_dialog()
    office.answer(dialog, "Emisă din greșeală")
    sent = office.meter("POST", CANCEL)
    dialog.act_button.click()
    office.qtbot.waitUntil(lambda: "invoice.cancel" in said(dialog), timeout=10_000)
    assert "Nothing was changed." in said(dialog)
    assert "API key" in said(dialog)
    assert sent() == 1
    assert office.book("issued-1").status == "issued"
    assert dialog.reason_field.edit.toPlainText() == "Emisă din greșeală"
