"""What every test stands on: no screen, no person's folders, no unexpected warnings in the log."""

import logging
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long`: more tries of the same kind, such as a hundred kills where five are usual."""
    parser.addoption("--long", action="store_true", help="more tries of the same kind")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that are marked as long wait for `--long`."""
    if not config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="runs with --long"))


@pytest.fixture(autouse=True)
def no_unexpected_warnings(
    caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> Iterator[None]:
    """A record of WARNING or above that the test did not announce fails it.

    Announce by marking the test `@pytest.mark.logs_warnings`.
    """
    yield
    if request.node.get_closest_marker("logs_warnings"):
        return
    unexpected = [
        record
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING and record.name.split(".")[0] == "storno_desktop"
    ]
    assert not unexpected, [record.getMessage() for record in unexpected]
