"""The part of the settings about local copies: how large, of which companies, and deleting them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from storno_desktop.domain.local_copy import MEGABYTES
from storno_desktop.io_thread import IoThread
from storno_desktop.service.retention import Retained
from storno_desktop.service.services import Services
from storno_desktop.service.session import Session
from storno_desktop.ui.erase_copies_dialog import EraseCopiesDialog
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.settings_page import Choice, FixedNote, SettingRows, note_label
from storno_desktop.ui.theme import SPACE_M, SPACE_S, Tone, set_tone

_MOST_ROWS = 5
"""So many companies are seen without scrolling."""
_COMPANY = Qt.ItemDataRole.UserRole


class CopiesSection(QWidget):
    """Every change counts at once. `size_changed` and `companies_changed` (the ids whose place is another now) tell
    of it, `erased` that the copies are gone."""

    size_changed = Signal()
    companies_changed = Signal(object)  # frozenset[str]
    erased = Signal()

    def __init__(
        self,
        io: IoThread,
        services: Services,
        preferences: Preferences,
        session: Session | None,
        parent: QWidget | None = None,
        *,
        guard_ms: int = GUARD_MS,
    ) -> None:
        super().__init__(parent)
        self._io, self._services, self._preferences = io, services, preferences
        self._session, self._guard_ms = session, guard_ms
        self._figures = Figures()
        self._sizes: Mapping[str, int] = {}
        self.megabytes, self.fixed = Choice(self), FixedNote(self)
        self.too_large = note_label("", self)
        self.which = Choice(self)
        self.companies = QListWidget(self)
        self.erase = QPushButton(self.tr("&Delete local data…"), self)

        self._fill()
        self._lay_out()

        self.megabytes.activated.connect(lambda row: self._choose_size(int(self.megabytes.itemData(row))))
        self.which.activated.connect(lambda row: self._choose_which(all_of_them=row == 0))
        self.companies.itemChanged.connect(lambda _item: self._tick())
        self.erase.clicked.connect(lambda _checked=False: self._ask_to_erase())
        self.look()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, from top to bottom."""
        return self.megabytes, self.which, self.companies, self.erase

    # -------------------------------------------------------------------------------------- what it shows

    def look(self) -> None:
        """Ask how much there is on the disk."""
        session = self._session
        if session is None:
            return
        at_most = self._preferences.copies_at_most(self._services.policy)
        copy, retention = self._services.copy, self._services.retention

        async def looked() -> tuple[Mapping[str, int], Retained]:
            sizes = await copy.sizes(session.copies, [each.id for each in session.companies])
            return sizes, await retention.standing(session.copies, at_most)

        self._io.run(looked(), lambda found: self._show(*found), owner=self)

    def _show(self, sizes: Mapping[str, int], standing: Retained) -> None:
        self._sizes = sizes
        self._show_companies()
        if not standing.fits:
            self.too_large.setText(
                self.tr(
                    "The local copies take %1. What is left are the lists, and the details of invoices that can be "
                    "cancelled or restored. To need less, choose fewer months or companies."
                ).replace("%1", _amount(standing.taken))
            )
        self.too_large.setVisible(not standing.fits)

    def _show_companies(self) -> None:
        session = self._session
        if session is None:
            return
        kept = self._preferences.kept_companies(session.account)
        blocked = self.companies.blockSignals(True)
        for row, company in enumerate(session.companies):
            item = self.companies.item(row)
            item.setText(f"{company.name}\n{self._state_of(company.id)}")
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if kept is None:
                item.setData(Qt.ItemDataRole.CheckStateRole, None)  # there is nothing to tick
            else:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
                item.setCheckState(Qt.CheckState.Checked if company.id in kept else Qt.CheckState.Unchecked)
            item.setFlags(flags)
        self.companies.blockSignals(blocked)

    def _state_of(self, company_id: str) -> str:
        size, read_at = self._sizes.get(company_id, 0), self._preferences.refreshed_at(company_id)
        if not size:
            return self.tr("Nothing on the disk")
        if read_at is None:
            return self.tr("%1, not downloaded completely").replace("%1", _amount(size))
        moment = self._figures.moment(read_at)
        return self.tr("%1, data from %2").replace("%1", _amount(size)).replace("%2", moment)

    # -------------------------------------------------------------------------------------- inside

    def _fill(self) -> None:
        fixed = self._services.policy.megabytes
        for megabytes in MEGABYTES:
            self.megabytes.addItem(_limit(megabytes) or self.tr("No limit"), megabytes)
        chosen = self._preferences.megabytes if fixed is None else fixed
        self.megabytes.setCurrentIndex(MEGABYTES.index(chosen))
        self.fixed.mark(self.megabytes, fixed is not None)
        self.which.addItem(self.tr("All companies"))
        self.which.addItem(self.tr("Only those ticked"))
        session = self._session
        for control in (self.which, self.companies, self.erase):
            control.setEnabled(session is not None)
        if session is None:
            return
        self.which.setCurrentIndex(0 if self._preferences.kept_companies(session.account) is None else 1)
        for company in session.companies:
            item = QListWidgetItem(company.name)
            item.setData(_COMPANY, company.id)
            self.companies.addItem(item)
        self._show_companies()

    def _lay_out(self) -> None:
        set_tone(self.too_large, Tone.WARNING)
        self.too_large.hide()
        self.erase.setAutoDefault(False)
        companies = self.companies
        companies.setObjectName("keptCompanies")
        companies.setAccessibleName(self.tr("Companies with a local copy"))
        companies.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        height = 2 * self.fontMetrics().height() + SPACE_S
        for row in range(companies.count()):
            companies.item(row).setSizeHint(QSize(0, height))
        shown = min(max(companies.count(), 1), _MOST_ROWS)
        companies.setFixedHeight(shown * height + 2 * companies.frameWidth() + SPACE_S)
        companies.setVisible(companies.count() > 0)
        rows = SettingRows(self)
        rows.add(self.tr("At most on this computer"), self.megabytes, below=self.fixed)
        rows.add(self.tr("Local copy &for"), self.which)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(rows)
        column.addWidget(self.too_large)
        column.addWidget(companies)
        column.addWidget(
            note_label(
                self.tr(
                    "Where room is short, kept PDFs go first, then the details that were read longest ago, never the "
                    "list. A company that is not ticked is in memory until the program ends."
                ),
                self,
            )
        )
        column.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignLeft)

    def _choose_size(self, megabytes: int) -> None:
        if megabytes != self._preferences.megabytes:
            self._preferences.megabytes = megabytes
            self.size_changed.emit()
            self._enforce()

    def _enforce(self) -> None:
        session = self._session
        if session is None:
            return
        at_most = self._preferences.copies_at_most(self._services.policy)
        ids = [each.id for each in session.companies]
        work = self._services.retention.enforce(session.copies, ids, at_most)
        self._io.run(work, lambda _standing: self.look(), owner=self)

    def _choose_which(self, *, all_of_them: bool) -> None:
        session = self._session
        if session is None:
            return
        if all_of_them != (self._preferences.kept_companies(session.account) is None):
            self._keep(None if all_of_them else frozenset(each.id for each in session.companies))
            self._show_companies()

    def _tick(self) -> None:
        items = [self.companies.item(row) for row in range(self.companies.count())]
        ticked = (each for each in items if each.checkState() is Qt.CheckState.Checked)
        self._keep(frozenset(str(each.data(_COMPANY)) for each in ticked))

    def _keep(self, kept: frozenset[str] | None) -> None:
        """Write it down, and take off the disk what is not to be there."""
        session = self._session
        if session is None:
            return
        before = self._preferences.kept_companies(session.account)
        self._preferences.keep_companies(session.account, kept)
        ids = frozenset(each.id for each in session.companies)
        here, there = (ids if each is None else each & ids for each in (kept, before))
        leaving = there - here

        async def taken_off() -> None:
            for each in leaving:
                await self._services.copy.keep_in_memory(session.copies, each)

        for each in leaving:
            self._preferences.forget_refresh(each)
        if leaving:
            self._io.commit(taken_off(), lambda _none: self._changed(here ^ there), owner=self)
        elif here != there:
            self._changed(here ^ there)

    def _changed(self, ids: frozenset[str]) -> None:
        self.companies_changed.emit(ids)
        self.look()

    def _ask_to_erase(self) -> None:
        if self._session is None:
            return
        dialog = EraseCopiesDialog(
            self._io,
            self._services,
            self._preferences,
            self._session,
            parent=self.window(),
            guard_ms=self._guard_ms,
        )
        dialog.erased.connect(self._erased)
        dialog.open()

    def _erased(self) -> None:
        self.look()
        self.erased.emit()


def _amount(size: int) -> str:
    """Bytes as people say them: 12,4 MB."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def _limit(megabytes: int) -> str:
    """200 MB, 1 GB; "" for none."""
    if not megabytes:
        return ""
    return f"{megabytes // 1_000} GB" if megabytes % 1_000 == 0 else f"{megabytes} MB"
