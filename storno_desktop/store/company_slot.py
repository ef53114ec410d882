"""The small number that stands for a company within a database."""

from storno_desktop.store.database import Connection
from storno_desktop.store.place import COMPANIES


def slot_of(connection: Connection, company_id: str) -> int:
    """The company's number, given where it has none yet; only within a transaction."""
    connection.run("INSERT INTO company (id) VALUES (?) ON CONFLICT DO NOTHING", (company_id,))
    row = connection.row("SELECT slot FROM company WHERE id = ?", (company_id,))
    if row is None or not 0 < row[0] < COMPANIES:
        raise OverflowError("more companies than the store has room for")
    return int(row[0])
