"""Keeps the views that somebody names: asks for the name, writes them down, and shows them in the pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from storno_desktop.ui.invoice_list import InvoiceListPage
from storno_desktop.ui.numbered_entries import MOST_ENTRIES
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.saved_view import SavedView
from storno_desktop.ui.views_pane import ViewsPane

if TYPE_CHECKING:
    # Imported when it is opened: start-up loads nothing that it does not show.
    from storno_desktop.ui.save_view_dialog import SaveViewDialog


class SavedViewsDesk(QObject):
    """Stands between the list, the pane and the preferences of the account that works here now.

    It follows by itself whenever the pane shows another account; without an account there is nothing to save.
    """

    def __init__(
        self, preferences: Preferences, pane: ViewsPane, page: InvoiceListPage, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._pane, self._page, self._window = pane, page, parent
        page.filters.offer_saving()
        page.filters.save_asked.connect(self.ask_name)
        pane.account_shown.connect(self.show)
        pane.saved_removed.connect(self.remove)

    @property
    def views(self) -> tuple[SavedView, ...]:
        """The saved views of the account that works here now, in the order in which they were first saved."""
        account = self._preferences.current
        return () if account is None else self._preferences.saved_views(account)

    def show(self) -> None:
        """The saved views of the present account in the pane."""
        self._pane.show_saved(self.views)
        if self._page.view is not None:
            self._pane.mark(self._page.view)

    def ask_name(self) -> SaveViewDialog | None:
        """Open the dialog that names what is on show; None where nobody is signed in."""
        view = self._page.view
        if view is None or self._preferences.current is None:
            return None
        suggestion = ", ".join(self._page.filters.filters_in_words())
        taken = [each.name for each in self.views]
        from storno_desktop.ui.save_view_dialog import SaveViewDialog

        dialog = SaveViewDialog(suggestion, taken, most=MOST_ENTRIES, parent=self._window)
        dialog.named.connect(self.save)
        dialog.open()
        return dialog

    def save(self, name: str) -> None:
        """Keep what is on show under this name; an earlier view of that name gives way, its place stays."""
        view, account = self._page.view, self._preferences.current
        if view is None or account is None:
            return
        saved = SavedView.of(name, view)
        kept = list(self.views)
        at = next((i for i, each in enumerate(kept) if each.key == saved.key), len(kept))
        kept[at : at + 1] = [saved]
        self._preferences.keep_saved_views(account, kept)
        self.show()

    def remove(self, saved: SavedView) -> None:
        """Forget a saved view; what it shows stays on show."""
        account = self._preferences.current
        if account is not None:
            self._preferences.keep_saved_views(
                account, [each for each in self.views if each.key != saved.key]
            )
            self.show()
