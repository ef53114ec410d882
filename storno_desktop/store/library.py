"""Which company is kept in which database: in a file of its own, or together with others in memory."""

import apsw

from storno_desktop.store.database import Connection, Database
from storno_desktop.store.trouble import trouble_of


class Library:
    """The databases in use. Companies for which no file was put up are kept in memory, where all begin empty.

    Owned by one thread, which writes; every other thread reads through `readers()` of its own, which find
    out by themselves where a company is kept now.
    """

    def __init__(self) -> None:
        self.memory = Database()
        self._files: dict[str, Database] = {}

    @property
    def companies(self) -> tuple[str, ...]:
        """The companies that are kept in files."""
        return tuple(self._files)

    def database_of(self, company_id: str) -> Database:
        """Where this company is kept now; may be asked on any thread."""
        return self._files.get(company_id, self.memory)

    def writer_of(self, company_id: str) -> Connection:
        """The connection that writes this company's rows."""
        return self.database_of(company_id).writer

    def readers(self) -> "LibraryReaders":
        """Connections of its own for the thread that asks."""
        return LibraryReaders(self)

    def put_up(self, company_id: str, database: Database) -> None:
        """Keep this company there from now on; what memory held of it is forgotten, an earlier file let go."""
        self.let_go(company_id)
        if self.memory.writer.row("SELECT 1 FROM company WHERE id = ?", (company_id,)) is not None:
            # At a start memory is empty, and what writes invoices is not needed yet.
            from storno_desktop.store.invoices import InvoiceStore

            InvoiceStore(self.memory).forget(company_id)
        self._files[company_id] = database

    def let_go(self, company_id: str) -> None:
        """Close the company's file, if it has one; it is kept in memory then, where it begins empty."""
        database = self._files.pop(company_id, None)
        if database is not None and database not in self._files.values():
            database.close()

    def close(self) -> None:
        """Close everything that writes."""
        for company_id in self.companies:
            self.let_go(company_id)
        self.memory.close()


class LibraryReaders:
    """One thread's connections for reading, opened when a company is first asked about."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._memory = library.memory.reader()
        self._open: dict[str, tuple[Database, Connection]] = {}

    def of(self, company_id: str) -> Connection:
        """The connection to where this company is kept now; those to where it was kept before are closed."""
        database = self._library.database_of(company_id)
        known = self._open.get(company_id)
        if known is not None and known[0] is database:
            return known[1]
        if known is not None:
            known[1].close()
            del self._open[company_id]
        if database is self._library.memory:
            return self._memory
        try:
            connection = database.reader()
        except apsw.Error as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            database.health.note(trouble)
            return self._memory
        self._open[company_id] = database, connection
        return connection

    def interrupt(self) -> None:
        """End what is being asked through any of them."""
        for connection in (self._memory, *(each for _, each in tuple(self._open.values()))):
            connection.interrupt()

    def close(self) -> None:
        """Let go of all of them."""
        for _, connection in self._open.values():
            connection.close()
        self._open.clear()
        self._memory.close()
