"""The plans of runs that have not come to their end, in the journal's own file: they outlive the program as it does."""

from storno_desktop.store.database import Connection
from storno_desktop.store.trouble import WriteRefused


class RunPlans:
    """Plans by the name of their run; belongs to the thread of the journal.

    They are no rows of the journal: a plan tells what was meant, not what was done, and is taken out when its run
    has ended.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, run: str, told: str) -> bool:
        """Keep this plan; whether it is kept. It is on the disk no later than the first act of its run that is sent."""
        try:
            with self._connection.transaction():
                self._connection.run("INSERT OR REPLACE INTO plan VALUES (?, ?)", (run, told))
        except WriteRefused:
            return False
        return True

    def drop(self, run: str) -> bool:
        """Forget this plan; whether that was done."""
        try:
            with self._connection.transaction():
                self._connection.run("DELETE FROM plan WHERE run = ?", (run,))
        except WriteRefused:
            return False
        return True

    def all(self) -> tuple[str, ...]:
        """What every kept plan tells, in no order."""
        return tuple(str(told) for (told,) in self._connection.rows("SELECT told FROM plan"))
