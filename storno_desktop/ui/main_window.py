"""The shell: wires the panes, the actions and the dialogs together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QPushButton, QToolButton, QVBoxLayout, QWidget

from storno_desktop.domain.calendar import day_in_bucharest, months_before
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.listview import ListView, QueueCounts
from storno_desktop.domain.local_copy import BEGUN_ANEW, CopyPlace
from storno_desktop.domain.problem import OUT_OF_REACH, Problem, ProblemKind
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.ui.account_menu import AccountMenu
from storno_desktop.ui.act_desk import ActDesk
from storno_desktop.ui.bulk_desk import MOST_AT_ONCE, BulkDesk
from storno_desktop.ui.detail_filling import QUIET_MS, DetailFilling
from storno_desktop.ui.detail_reading import DetailReading
from storno_desktop.ui.download_foot import Download
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.first_paint import FirstPaint
from storno_desktop.ui.follow_up_desk import FollowUpDesk
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.hint_reading import HintReading
from storno_desktop.ui.icons import app_icon, set_icon
from storno_desktop.ui.idle_watch import lasting_clock
from storno_desktop.ui.invoice_list import InvoiceListPage
from storno_desktop.ui.journal_desk import JournalDesk
from storno_desktop.ui.notice_bar import NoticeBar
from storno_desktop.ui.offline_banner import OfflineBanner
from storno_desktop.ui.panes import Panes
from storno_desktop.ui.paper_desk import PaperDesk
from storno_desktop.ui.plain_text import plain_tooltip
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.prepare_desk import PrepareDesk
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.reason_shelf import ReasonShelf
from storno_desktop.ui.refreshing import Refreshing
from storno_desktop.ui.requests_desk import RequestsDesk
from storno_desktop.ui.saved_views_desk import SavedViewsDesk
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.session_banner import SessionBanner
from storno_desktop.ui.session_desk import SessionDesk
from storno_desktop.ui.settling_desk import SettlingDesk
from storno_desktop.ui.shortcuts import Shortcuts, ShortcutsDialog
from storno_desktop.ui.sign_in_desk import SignInDesk
from storno_desktop.ui.supervision_desk import SupervisionDesk
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.views_pane import PREPARED_VIEW, RESTORABLE_VIEW, VIEW_COUNT, ViewsPane
from storno_desktop.ui.watch import Watch
from storno_desktop.ui.window_menus import WindowMenus
from storno_desktop.ui.words import Words

if TYPE_CHECKING:
    # Imported when they are opened: start-up loads nothing that it does not show.
    from PySide6.QtWidgets import QFileDialog

    from storno_desktop.domain.account import AccountId
    from storno_desktop.domain.act import Intent
    from storno_desktop.domain.facts import Facts
    from storno_desktop.domain.invoice import Invoice
    from storno_desktop.domain.local_copy import CopyStanding
    from storno_desktop.service.case import Case, Done
    from storno_desktop.service.journal_book import JournalStanding
    from storno_desktop.service.listing import InvoiceListReader
    from storno_desktop.service.recovery import ReadBack
    from storno_desktop.service.refresh import RefreshProgress
    from storno_desktop.service.retention import Retained
    from storno_desktop.service.services import Services
    from storno_desktop.service.session import Session
    from storno_desktop.ui.act_dialog import ActDialog
    from storno_desktop.ui.bulk_dialog import BulkDialog
    from storno_desktop.ui.bulk_links_dialog import BulkLinksDialog
    from storno_desktop.ui.cancel_dialog import CancelDialog
    from storno_desktop.ui.export_dialog import ExportDialog
    from storno_desktop.ui.first_glance import FirstGlance
    from storno_desktop.ui.follow_up_dialog import FollowUpDialog
    from storno_desktop.ui.invoice_detail import InvoiceDetailPane
    from storno_desktop.ui.invoice_sheet import InvoiceOnShow
    from storno_desktop.ui.journal_window import JournalWindow
    from storno_desktop.ui.list_on_show import ListOnShow
    from storno_desktop.ui.number_list_dialog import NumberListDialog
    from storno_desktop.ui.pdf_desk import PdfDesk
    from storno_desktop.ui.prepare_dialog import PrepareDialog
    from storno_desktop.ui.printing import PaperWork
    from storno_desktop.ui.restore_dialog import RestoreDialog
    from storno_desktop.ui.sign_in_dialog import SignInDialog
    from storno_desktop.ui.sign_out_dialog import Leaving
    from storno_desktop.ui.storno_dialog import StornoDialog

_NOTICE_MS = 15_000
_REST_MS = 50
"""The person at the keyboard comes first for so long after the first rows; then follows what they do not show."""


class MainWindow(QMainWindow):
    """One window for one session. Everything that it needs is handed in; it owns no plumbing."""

    language_chosen = Signal(str)
    theme_chosen = Signal(object)  # ThemeChoice
    lock_asked = Signal()
    settings_asked = Signal()
    diagnostics_asked = Signal()
    signed_out = Signal(object)  # Leaving
    turned_away = Signal(object, object)  # AccountId, Problem
    furnished = Signal()  # the first rows are on show, or there are none to wait for

    def __init__(
        self,
        io: IoThread,
        services: Services,
        reader: InvoiceListReader,
        preferences: Preferences,
        clock: Callable[[], datetime],
        *,
        guard_ms: int = GUARD_MS,
        seconds: Callable[[], float] | None = None,
        quiet_ms: int = QUIET_MS,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Storno Desktop")
        self.setMinimumSize(960, 600)
        self._io = io
        self._services = services
        self._preferences = preferences
        self._clock = clock
        self._company: Company | None = None
        self._copy_on_show: tuple[str, str, str] | None = None
        self._opening: Ticket[CopyStanding] | None = None
        self._awaits_rows = False
        self._copy_lasts = False
        words, figures = self._words, self._figures = Words(), Figures()
        self._problems = ProblemWords()
        self._keys = Shortcuts()
        self.views = ViewsPane(words, services.policy.restore.window_days)
        self.list = InvoiceListPage(io, reader, words, figures)
        self.notices = NoticeBar()
        self.panes = Panes(self.views, self.list, head=self.list.filters)
        self.refreshing = Refreshing(io, services, clock, figures)
        self.filling = DetailFilling(io, services, figures, quiet_ms)
        self._details = DetailReading(io, services)
        self._shelf = ReasonShelf(io, services, reader, preferences)
        self._after = FollowUpDesk(io, services, preferences, self)
        self._desk = ActDesk(io, services, clock, words, self, self._shelf, guard_ms, self._after.view_of)
        self._preparing = PrepareDesk(io, services, reader, self._shelf, clock, self, guard_ms)
        self._supervision = SupervisionDesk(io, services, preferences, clock, guard_ms, self)
        self._requests = RequestsDesk(io, services, clock, self, guard_ms)
        self._bulk = BulkDesk(io, services, clock, words, self, self._shelf, guard_ms)
        self._journal = JournalDesk(io, services, clock, self)
        self._keeping = 0
        self._settling = SettlingDesk(io, services, self._desk.has_dialog, self)
        self.sessions = SessionDesk(io, services, preferences, self, guard_ms)
        self._saved_views = SavedViewsDesk(preferences, self.views, self.list, self)
        self._watch = Watch(self, clock=seconds or lasting_clock())
        self._hints = HintReading(io, lambda: services.watching, self)
        self._paper = PaperDesk(io, reader, words, figures, clock, self)
        self.account_menu = AccountMenu(self)
        self.session_banner = SessionBanner(self)
        self.offline_banner = OfflineBanner(self)
        self.cancel_button = QPushButton(self.tr("Cancel invoice…"))
        self.prepare_button = QPushButton(self.tr("Prepare the cancellation…"))
        self.restore_button = QPushButton(self.tr("Restore…"))
        self.refresh_button = QToolButton()
        self.detail_button = QToolButton()

        self._lay_out()
        self._make_menus()
        self._connect()
        self.panes.show_detail(preferences.shows_detail)
        if not preferences.geometry.isEmpty():
            self.restoreGeometry(preferences.geometry)
        else:
            self.resize(1440, 900)
        self.session_banner.show_policy(services.policy)
        self._show_accounts()
        self.show_gate()
        self._show_freshness()

    def _lay_out(self) -> None:
        for button, name in (
            (self.cancel_button, "cancel-invoice"),
            (self.prepare_button, "checklist"),
            (self.restore_button, "restore"),
        ):
            set_icon(button, name)
            button.setAutoDefault(False)
            self.list.filters.actions_row.addWidget(button)
        self.list.filters.actions_row.addWidget(self._after.button)
        self.prepare_button.hide()
        self.cancel_button.setObjectName("cancelInvoice")
        self.restore_button.setObjectName("restoreInvoice")
        set_icon(self.refresh_button, "refresh")
        self.refresh_button.setAccessibleName(self.tr("Refresh the list"))
        set_icon(self.detail_button, "detail-panel")
        self.detail_button.setAccessibleName(self.tr("Show or hide the details"))
        self.detail_button.setToolTip(self.tr("Show or hide the details"))
        self.detail_button.setCheckable(True)
        self.detail_button.setChecked(self._preferences.shows_detail)
        self.list.filters.actions_row.addWidget(self.refresh_button)
        self.list.filters.actions_row.addWidget(self.detail_button)
        central = QWidget(self)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.session_banner)
        column.addWidget(self.offline_banner)
        column.addWidget(self.panes, 1)
        column.addWidget(self.notices)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self.cancel_button.clicked.connect(lambda _checked=False: self._ask_cancel_chosen())
        self.notices.left.connect(self.list.table.setFocus)
        self.prepare_button.clicked.connect(lambda _checked=False: self.ask_prepare())
        self.restore_button.clicked.connect(lambda _checked=False: self.ask_restore())
        self.refresh_button.clicked.connect(lambda _checked=False: self.refresh())
        self.detail_button.clicked.connect(self._toggle_detail)
        self.views.chosen.connect(self._view_chosen)
        self.views.company_chosen.connect(self._company_chosen)
        self.views.sign_out_asked.connect(self.sessions.ask_sign_out)
        self.offline_banner.try_asked.connect(self._look_again)
        self.offline_banner.sign_in_asked.connect(self.ask_sign_in)
        self.sessions.entered.connect(self._entered)
        self.sessions.left.connect(self._left)
        self.sessions.turned_away.connect(self._turned_away)
        self.sessions.failed.connect(self._session_failed)
        self.sessions.changing.connect(self._session_changing)
        self.sessions.blank.connect(self.furnish)
        menu = self.account_menu
        menu.account_chosen.connect(self.sessions.choose)
        menu.add_asked.connect(lambda: self.sessions.ask(newcomer=True))
        menu.organization_chosen.connect(self.sessions.choose_organization)
        menu.lock_asked.connect(self.lock_asked)
        menu.settings_asked.connect(self.settings_asked)
        menu.sign_out_asked.connect(self.sessions.ask_sign_out)
        menu.aboutToShow.connect(self._show_accounts)
        self.list.picked.connect(self._picked)
        self.list.opened.connect(self._open_detail)
        self.list.view_changed.connect(self.views.mark)
        self.refreshing.advanced.connect(self._rows_came)
        self.refreshing.finished.connect(self._refreshed)
        self.refreshing.failed.connect(self._refresh_failed)
        self.refreshing.aged.connect(self._show_freshness)
        self.refreshing.finished.connect(lambda _progress: self._watch.succeeded())
        self.refreshing.failed.connect(lambda _problem: self._watch.failed())
        self.filling.told.connect(self._show_download)
        self.filling.rows_changed.connect(self._reload)
        self.views.pause_asked.connect(self.pause)
        self.views.resume_asked.connect(self.resume)
        self._watch.look_asked.connect(lambda _reason: self._look_again(quiet=True))
        self._hints.came.connect(self._watch.hint)
        self._paper.told.connect(
            lambda sentence, tone: self.notices.say(sentence, tone=tone, at=self._clock())
        )
        self._details.rested.connect(self._read_picked)
        self._details.began.connect(lambda: self.detail.set_reading(True))
        self._details.recalled.connect(self._show_facts)
        self._details.came.connect(self._detail_came)
        self._desk.cancelled.connect(self._cancelled)
        self._desk.restored.connect(self._restored)
        self._desk.reversed.connect(self._reversed)
        self._desk.page_asked.connect(self._show_page)
        self._desk.seen.connect(self._seen)
        self._desk.left_open.connect(self._left_open)
        self._desk.unsettled_changed.connect(self._unsettled_changed)
        self._desk.supervisor_needed.connect(self._bring_supervisor)
        self._supervision.restored.connect(self._restored)
        self._supervision.seen.connect(self._seen)
        self._supervision.left_open.connect(self._left_open)
        self._supervision.elsewhere_asked.connect(self._requests.ask)
        self._requests.restored.connect(self._restored)
        self._requests.seen.connect(self._seen)
        self._requests.left_open.connect(self._left_open)
        self._requests.sign_in_needed.connect(self._sign_in_within)
        self._requests.journal_needed.connect(self._journal.open_for)
        self._requests.counted.connect(self.views.show_waiting)
        self._requests.told.connect(
            lambda sentence, tone: self.notices.say(sentence, tone=tone, at=self._clock())
        )
        self.views.requests_asked.connect(self._requests.show)
        self.refreshing.finished.connect(lambda _progress: self._requests.look())
        self._desk.journal_needed.connect(self._journal.open_for)
        self._bulk.cancelled.connect(lambda evidence: self._details.forget(evidence.value.id))
        self._bulk.changed.connect(self._many_changed)
        self._bulk.left_open.connect(self._left_open)
        self._bulk.sign_in_needed.connect(self._sign_in_within)
        self._bulk.journal_needed.connect(self._journal.open_for)
        self._bulk.told.connect(
            lambda sentence, tone: self.notices.say(
                sentence, tone=tone, timeout_ms=_NOTICE_MS, at=self._clock()
            )
        )
        self._bulk.offered.connect(self._tell_of_journal)
        self.list.selected.connect(self._show_chosen)
        self._journal.told.connect(self._tell_of_journal)
        self._journal.became_open.connect(self._settling.begin)
        self._journal.became_open.connect(self._after.begin)
        self._after.changed.connect(self._to_check_changed)
        self._after.button.clicked.connect(lambda _on=False: self.ask_follow_up())
        self._after.page_asked.connect(self._show_page)
        self._after.sheet_asked.connect(lambda record, view: self._journal.save_sheet(record, view, view.say))
        self._after.closing.connect(lambda sentence: self._remind(sentence, RESTORABLE_VIEW))
        self._settling.changed.connect(lambda _ids: self._after.begin())
        self._settling.changed.connect(self._desk.set_unsettled)
        self._settling.settled.connect(self._settled)
        self._desk.sign_in_needed.connect(self._sign_in_within)
        self._shelf.changed.connect(self._prepared_changed)
        self._preparing.told.connect(
            lambda sentence, tone: self.notices.say(
                sentence, tone=tone, timeout_ms=_NOTICE_MS, at=self._clock()
            )
        )
        self._preparing.waiting.connect(self._remind)

    def _make_menus(self) -> None:
        menus = WindowMenus(
            self,
            {
                "search": self.list.focus_search,
                "refresh": self.refresh,
                "detail": lambda: self._toggle_detail(None),
                "open": self._open_detail,
                "cancel": self._ask_cancel_chosen,
                "unfinished": lambda: self._bulk.look_for_left(self._company, was_asked=True),
                "prepare": self.ask_prepare,
                "restore": self.ask_restore,
                "storno": self.ask_storno,
                "requests": self._requests.show,
                "open_request": self._requests.choose_file,
                "copy": self._copy_number,
                "save": self.save_list,
                "print": self.print_list,
                "numbers": self.show_numbers,
                "view_pdf": self.view_pdf,
                "keep_pdf": self.keep_pdf,
                "save_invoice": self.save_invoice,
                "print_invoice": self.print_invoice,
                "journal": self.show_journal,
                "notice": self._go_to_notice,
                "keys": self.show_keys,
                "diagnostics": self.diagnostics_asked.emit,
                "quit": self.close,
            },
            self._keys,
            self.account_menu,
        )
        menus.bind_table(self.list.table)
        menus.bind_search(self.list.filters.search, self._leave_search, self.list.table.setFocus)
        menus.bind_views(self.views.choose, VIEW_COUNT)
        menus.language_chosen.connect(self.language_chosen)
        menus.theme_chosen.connect(self.theme_chosen)

    # -------------------------------------------------------------------------------------- behind the first rows

    def begin(self, glance: FirstGlance | None, server: str = "") -> None:
        """Go on with the session used last (see `SessionDesk.begin`); its rows come before everything else."""
        self._awaits_rows = True
        self.sessions.begin(glance, server)

    def furnish(self) -> None:
        """Make and load what the first rows do not show: the details of an invoice, and what speaks with the
        server."""
        self._io.run(self._services.load(), self._journal_opened, owner=self)
        was_awaited, self._awaits_rows = self._awaits_rows, False
        self.detail.show_age(self._clock())
        self.list.filters.explain()
        self.setWindowIcon(app_icon())
        if was_awaited:
            self._picked(self.list.current)
        self.furnished.emit()

    def _journal_opened(self, standing: JournalStanding) -> None:
        self._journal.opened(standing)
        self._settling.begin()
        self._after.begin()
        self._bulk.look_for_left(self._company)

    @property
    def _has_detail(self) -> bool:
        return "detail" in self.__dict__

    @cached_property
    def detail(self) -> InvoiceDetailPane:
        """What is known of the invoice under the cursor; made when it is first needed."""
        from storno_desktop.ui.invoice_detail import InvoiceDetailPane

        detail = InvoiceDetailPane(self._words, self._figures)
        detail.close_asked.connect(lambda: self._toggle_detail(False))
        detail.read_again_asked.connect(self._read_detail)
        detail.linked_asked.connect(self.show_invoice)
        detail.pdf.view_asked.connect(self.view_pdf)
        detail.pdf.keep_asked.connect(self.keep_pdf)
        detail.pdf.remove_asked.connect(lambda: self._with_pdf(self._pdfs.remove))
        self.panes.put_detail(detail)
        return detail

    @cached_property
    def _pdfs(self) -> PdfDesk:
        from storno_desktop.ui.pdf_desk import PdfDesk

        desk = PdfDesk(self._io, self._services, self._paper, self.detail.pdf, self._clock, self)
        desk.told.connect(
            lambda sentence, tone: self.notices.say(
                sentence, tone=tone, timeout_ms=_NOTICE_MS, at=self._clock()
            )
        )
        return desk

    def _clear_detail(self) -> None:
        self._details.stop()
        if self._has_detail:
            self._pdfs.stop()
            self.detail.clear()

    # -------------------------------------------------------------------------------------- the session

    @property
    def session(self) -> Session | None:
        """Who is signed in."""
        return self.sessions.session

    @property
    def company(self) -> Company | None:
        """The company on show."""
        return self._company

    def inherit(self, other: MainWindow) -> None:
        """Take the place of another window: open outcomes and typed reasons come along."""
        self._desk.inherit(other._desk)
        self._preparing.inherit(other._preparing)
        self._requests.inherit(other._requests)
        self.refreshing.inherit(other.refreshing)
        self.filling.inherit(other.filling)

    def ask_sign_in(self, server: str = "", parent: QWidget | None = None) -> SignInDialog:
        """Open the sign-in over the window; what lies below stays as it is."""
        if self.session is not None:
            return self.sessions.ask_again(parent)
        return self.sessions.ask(server=server, parent=parent)

    def enter(self, session: Session) -> None:
        """Begin or go on with a session."""
        self.sessions.enter(session)

    def _entered(self, session: Session) -> None:
        if not session.is_connecting:
            self.furnish()
        self.session_banner.show_session(session)
        if session.offline is None:
            self.offline_banner.refresh_succeeded()
        self.account_menu.show_session(session)
        self._show_accounts()
        self.views.show_account(session.user, session.server.url.partition("//")[2])
        company = session.company(self._preferences.company_id)
        if company is None:
            self._company = self._copy_on_show = None
            self._empty_list()
            self.views.show_no_company()
            self.list.banner.show_problem(
                self.tr("This account has no company."),
                self.tr("Ask the administrator of your company for access, then sign in again."),
                tone=Tone.WARNING,
            )
            self.show_gate()
            self.furnish()
            self.sessions.reconnect()
            return
        self._show_company(company)
        self._requests.enter(session, company)
        self.show_gate()

    def open_request_file(self, path: Path) -> None:
        """Open a file that asks for a restore, or answers; without a session it waits until there is one."""
        self._requests.open_file(path)

    def _show_accounts(self) -> None:
        desk = SignInDesk(self._preferences, self._services.policy)
        accounts = self._preferences.accounts
        closed = frozenset(each.id for each in accounts if not desk.admits(each))
        session = self.session
        self.account_menu.show_accounts(accounts, None if session is None else session.account, closed)

    def _session_changing(self, under_way: bool) -> None:
        if under_way:
            self.list.busy.start()
        elif not self.refreshing.is_running:
            self.list.busy.stop()

    def _turned_away(self, account: AccountId, why: Problem) -> None:
        self._cease()
        self.turned_away.emit(account, why)

    def _session_failed(self, problem: Problem) -> None:
        self._watch.failed()
        if self.session is not None and self.session.offline is not None:
            self._show_offline(problem)
        else:
            self._show_problem(problem)

    def _left(self, leaving: Leaving) -> None:
        self._cease()
        self.signed_out.emit(leaving)

    def _cease(self) -> None:
        """Nobody is in any more: nothing is asked on anybody's behalf."""
        self._watch.stop()
        self._hints.stop()
        self._settling.stop()
        self.refreshing.forget_all()
        self.filling.stop()
        self._details.stop()

    def _company_chosen(self, company: Company) -> None:
        if self._company is None or company.id != self._company.id:
            self._show_company(company)

    def _show_company(self, company: Company) -> None:
        other = self._company is None or self._company.id != company.id
        self._company = company
        self._after.follow(company)
        self._requests.show_company(company)
        self._preferences.company_id = company.id
        session = self.session
        assert session is not None  # noqa: S101  a company is shown only within a session
        self.views.show_companies(session.companies, company)
        if other:
            self._empty_list()
            self.list.set_loading(True)
            self.list.table.setFocus()
        at_hand = self.sessions.opened_copy
        if at_hand is not None:
            self._copy_opened(company, session, at_hand)
            return
        user, copy = session.user, self._services.copy
        if self._preferences.keeps_copy(session.account, company.id):
            opening = copy.open(session.account, user.id, user.organization_id, company.id)
        else:
            opening = copy.keep_in_memory(session.copies, company.id)
        self._opening = self._io.run(
            opening, lambda standing: self._copy_opened(company, session, standing), owner=self
        )

    def begin_anew(self) -> None:
        """What this computer held of the company on show was emptied, or is kept elsewhere now."""
        company, self._company, self._copy_on_show = self._company, None, None
        if company is not None and self.session is not None:
            self.refreshing.forget()
            self._show_company(company)

    def copies_moved(self, ids: frozenset[str]) -> None:
        """These companies are kept elsewhere now."""
        if self._company is not None and self._company.id in ids:
            self.begin_anew()

    def fit_copies(self) -> None:
        """Keep the local copies within the size in force; what remains is read ahead only where there is room."""
        company, session = self._company, self.session
        if company is None or session is None:
            return
        at_most = self._preferences.copies_at_most(self._services.policy)
        ids = [company.id, *(each.id for each in session.companies if each.id != company.id)]

        def fitted(standing: Retained) -> None:
            if standing.fits and company is self._company and session.offline is None:
                self.filling.start(company)

        self._io.run(self._services.retention.enforce(session.copies, ids, at_most), fitted, owner=self)

    def _copy_opened(self, company: Company, session: Session, standing: CopyStanding) -> None:
        """What this computer holds of the company is on show at once; the server is asked behind it."""
        if self._company is not company or self.session is not session:
            return
        self._opening = None
        self.session_banner.show_copy(standing)
        self._copy_lasts = standing.place is CopyPlace.ON_DISK
        self._watch.start()
        if session.offline is None:
            self._hints.start(company)
        holds_what_was_read = standing.place is CopyPlace.ON_DISK and standing.trouble not in BEGUN_ANEW
        read_at = self._preferences.refreshed_at(company.id) if holds_what_was_read else None
        self.refreshing.recall(company, read_at, session.offline)
        copy = (session.user.id, session.user.organization_id, company.id)
        if copy != self._copy_on_show:
            self._copy_on_show = copy
            self._mark_prepared()
            self.list.show_view(company.id, self.views.default_view(self._today()))
            self._show_counts()
            self.list.set_loading(session.offline is None or session.is_connecting)
        elif session.offline is None:
            self._read_unread()
        if session.offline is not None and not session.is_connecting:
            self.fit_copies()
        if self.refreshing.is_paused:
            self.list.set_loading(False)
            self._show_freshness()
        else:
            self.refresh()

    # -------------------------------------------------------------------------------------- the list

    def _empty_list(self) -> None:
        self.refreshing.stop()
        self.filling.stop()
        self._clear_detail()
        self._details.forget()
        self.list.banner.clear()

    def refresh(self) -> None:
        """Ask the server for the list again."""
        if self._company is None or self.session is None:
            self._object(self.tr("Sign in first."))
            return
        if self.session.is_connecting:
            FirstPaint(self.list.table.viewport(), self._rows_are_on_show, _REST_MS)
            return  # a refresh follows the server's answer
        if self.session.offline is not None:
            self._show_offline(self.session.offline)
            return
        self.list.busy.start()
        self._ask_server()
        self.filling.resume()

    def pause(self) -> None:
        """Hold what is being downloaded; looking and acting go on."""
        self.refreshing.pause()
        self.filling.pause()
        if self.refreshing.is_paused:
            self.list.busy.stop()

    def resume(self) -> None:
        """Go on with what is held."""
        if self.refreshing.is_paused:
            self.refresh()
        self.filling.resume()

    def _rows_are_on_show(self) -> None:
        """The rows of the local copy come first: what else there is takes a while to load."""
        self.furnish()
        self.sessions.reconnect()

    def _ask_server(self) -> None:
        """Quietly: nothing moves in the window unless something changed."""
        if self._company is None:
            return
        self._watch.began()
        months = self._preferences.months_in_force(self._services.policy)
        since = months_before(self._today(), months) if months else None
        self.refreshing.start(self._company, since)

    def _look_again(self, *, quiet: bool = False) -> None:
        """Mostly nobody asked: the person came back, the computer woke up, time went by, or the server hinted."""
        if self.session is not None and self.session.offline is not None:
            if self.sessions.may_reconnect:
                self._watch.began()
                self.sessions.reconnect(quiet=quiet)
        elif self.session is not None and not (self.refreshing.is_running or self.refreshing.is_paused):
            self._ask_server()

    def set_resting(self, rests: bool) -> None:
        """The computer is about to sleep: nothing new is asked. Once awake, rows and open acts are looked at."""
        if rests:
            self.keep_texts()
            self._watch.stop()
            self._settling.stop()
            self.filling.stop()
        elif self._company is not None:
            self._watch.start()
            self._settling.begin()
            self._look_again(quiet=True)

    def keep_texts(self) -> None:
        """What is typed in dialogs that are open is kept."""
        self._desk.keep_texts()
        self._preparing.keep_text()

    def set_locked(self, locked: bool) -> None:
        """The windows are covered, or are no more: nobody sees what would be looked at."""
        self._watch.set_locked(locked)
        self.filling.set_locked(locked)

    def _view_chosen(self, view: ListView) -> None:
        if self._company is not None:
            self.list.show_view(self._company.id, view)
            self.show_gate()

    def _rows_came(self, progress: RefreshProgress) -> None:
        self.list.set_loading(False)
        self.list.busy.set_progress(progress.received, progress.expected)
        self._reload()

    def _refreshed(self, progress: RefreshProgress) -> None:
        self.list.busy.stop()
        self.list.set_loading(False)
        self.list.banner.clear()
        came_back = not self.offline_banner.isHidden()
        self.offline_banner.refresh_succeeded()
        if self._company is not None:
            self._preferences.note_refresh(self._company.id, progress.observed_at)
            self._preparing.refreshed(self._company, came_back=came_back)
            self.fit_copies()
        self._reload()
        self.show_gate()
        if self.notices.isHidden():  # what is being said comes first
            self._after.nudge(self.list.counts(), self._today())
        if progress.unreadable:
            self.list.banner.show_problem(
                self.tr("%Ln invoice(s) could not be read and are not in the list.", "", progress.unreadable),
                self.tr("Look for them on the web, and tell your administrator."),
                tone=Tone.WARNING,
            )

    def _refresh_failed(self, problem: Problem) -> None:
        self.filling.stop()
        self.list.busy.stop()
        self.list.set_loading(False)
        self._reload()
        self._show_problem(problem)
        self.show_gate()

    @property
    def _is_offline(self) -> bool:
        """Whether the server could not be asked when it was last tried; a session that ended is something else."""
        session, problem = self.session, self.refreshing.problem
        is_cut_off = problem is not None and problem.kind in OUT_OF_REACH
        return session is not None and (session.offline is not None or is_cut_off)

    def _show_offline(self, problem: Problem) -> None:
        """The server cannot be asked; what this computer holds is on show. While it is being asked, only the
        line about the age of the rows says so."""
        if problem.kind is ProblemKind.CONNECTING:
            return
        shows_rows = self.list.counts() != QueueCounts()
        data_from, now = self.refreshing.refreshed_at, self._clock()
        # Rows that were read later than now: a wrong clock is the one explanation.
        skew = data_from - now if data_from is not None and data_from > now else None
        if not self.offline_banner.refresh_failed(
            problem, shows_rows=shows_rows, data_from=data_from, skew=skew
        ):
            self._show_problem(problem)

    def _show_problem(self, problem: Problem) -> None:
        banner = self.list.banner
        banner.show_problem(
            self._problems.headline(problem),
            self.tr("What is shown stays usable. %1").replace("%1", self._problems.next_step(problem)),
            self._problems.quotation(problem),
            self._problems.tone(problem),
        )
        if problem.kind is ProblemKind.SIGNED_OUT:
            banner.add_action(self.tr("Sign in…"), self.ask_sign_in)
        elif self.session is not None and self.session.offline is not None:
            banner.add_action(self.tr("Try again"), self.sessions.reconnect)
        else:
            banner.add_action(self.tr("Try again"), self.refresh)

    def _reload(self) -> None:
        self._mark_prepared()
        self.list.reload()
        self._show_counts()
        self._show_freshness()

    def _mark_prepared(self) -> None:
        if self._company is not None:
            self.list.model.mark_prepared(self._preparing.prepared(self._company))

    def _prepared_changed(self) -> None:
        """Another invoice is prepared, or one no more: the marks, the view and its count follow."""
        self._reload()
        self.show_gate()

    def _to_check_changed(self, ids: frozenset[InvoiceId]) -> None:
        self.views.show_to_check(ids)
        self._after.show_for(self.list.current)

    def ask_follow_up(self) -> FollowUpDialog | None:
        """What is left to do about the chosen invoice after its restore."""
        invoice = self.list.current
        return None if invoice is None else self._after.open(invoice)

    def _remind(self, sentence: str, view: int = PREPARED_VIEW) -> None:
        self.notices.say(
            sentence,
            tone=Tone.ACCENT,
            action=self.tr("Show"),
            slot=lambda: self.views.choose(view),
            at=self._clock(),
        )

    def _show_counts(self) -> None:
        self.views.show_queues(self.list.counts(), self._today())

    def _show_freshness(self) -> None:
        sentence, tone, name = self.refreshing.sentence()
        self.views.show_freshness(sentence, tone, name)
        self.refresh_button.setToolTip(plain_tooltip(sentence))
        if self._has_detail:
            self.detail.show_age(self._clock())
        self._show_download()

    def _show_download(self) -> None:
        state = Download.NONE
        if self.refreshing.is_paused or self.filling.is_paused:
            state = Download.PAUSED
        elif self.refreshing.is_filling or self.filling.is_running:
            state = Download.RUNNING
        self.views.download.show_download(self.filling.sentence(), state)

    # -------------------------------------------------------------------------------------- the detail

    @property
    def is_reading(self) -> bool:
        """Whether the details of an invoice are on their way or about to be asked for."""
        return self._details.is_under_way

    @property
    def is_busy(self) -> bool:
        """Whether anything is on its way to the window: the local copy, a session's confirmation, rows, or details."""
        is_connecting = self.session is not None and self.session.is_connecting
        waits = self._opening is not None or is_connecting or self.refreshing.is_running or self.is_reading
        waits = waits or self._keeping > 0
        return waits or self.list.is_counting

    def _picked(self, invoice: InvoiceSummary | None) -> None:
        """The cursor is on this row, or the row under it may tell something else now."""
        if invoice is None or self._awaits_rows:
            self._clear_detail()
            self.show_gate()
            return
        other, before = invoice.id != self.detail.invoice_id, self.detail.row
        if other:
            self._details.stop()
            self._pdfs.follow(self._company, invoice.id)
        known = self._details.known(invoice.id) if other else None
        self.detail.show_summary(invoice, self._today(), known)
        self.detail.show_age(self._clock())
        # A row that stays the same is no reason to read again: the store may have refused what was read.
        is_unread = self._details.known(invoice.id) is None and not self._details.is_under_way
        if self.detail.is_behind and (other or invoice != before or is_unread):
            self._rest(invoice)
        self.show_gate()

    def _rest(self, invoice: InvoiceSummary) -> None:
        if self._company is not None and self.panes.detail_is_shown:
            self._details.rest(self._company, invoice.id, looks_in_copy=self.detail.is_bare)

    def _read_picked(self) -> None:
        invoice = self.list.current
        if invoice is not None and self.panes.detail_is_shown:
            self._read_detail(invoice.id)

    def _read_detail(self, invoice_id: InvoiceId) -> None:
        if self._company is not None:
            self._details.read(self._company, invoice_id)

    def _show_facts(self, invoice_id: InvoiceId, facts: Facts) -> None:
        if self.detail.invoice_id == invoice_id:
            self.detail.show_facts(facts)
            self.detail.show_age(self._clock())

    def _detail_came(self, invoice_id: InvoiceId, facts: Facts) -> None:
        self.detail.set_reading(False)
        self._show_facts(invoice_id, facts)
        if isinstance(facts.detail, Evidence) and not facts.detail.is_kept and self._is_offline:
            self._look_again(quiet=True)  # the server is back
        if isinstance(facts.detail, Problem):
            if facts.detail.kind is ProblemKind.SIGNED_OUT:
                self._show_problem(facts.detail)
        elif facts.detail is not None and not facts.detail.is_kept and self._row_is_older(facts.detail.value):
            self._reload()

    def _row_is_older(self, invoice: Invoice) -> bool:
        """Whether the row under the cursor is this invoice and says something else of it."""
        listed = self.list.current
        return listed is not None and listed.id == invoice.id and not listed.agrees_with(invoice.summary)

    def _open_detail(self) -> None:
        self._toggle_detail(True)
        self._read_picked()

    def _toggle_detail(self, shown: bool | None) -> None:
        wanted = not self.panes.detail_is_shown if shown is None else shown
        self.panes.show_detail(wanted)
        self.detail_button.setChecked(wanted)
        self._preferences.shows_detail = wanted
        if wanted:
            self._read_unread()

    def _read_unread(self) -> None:
        """The details of the chosen invoice are read where they could not be, or need not be, before."""
        invoice = self.list.current
        if invoice is not None and self.detail.is_behind:
            self._rest(invoice)

    def show_invoice(self, invoice_id: InvoiceId) -> None:
        """Put the cursor on an invoice of this company, taking filters off where they hide it."""
        if self.list.pick(invoice_id) or self._company is None:
            return
        self.list.filters.clear_filters()
        if not self.list.pick(invoice_id):
            self.notices.say(self.tr("This document is not in the list yet."), timeout_ms=_NOTICE_MS)

    # -------------------------------------------------------------------------------------- paper and files

    def save_list(self) -> ExportDialog | None:
        """Ask in what form the list on show is to be saved."""
        shown = self._list_on_show()
        return None if shown is None else self._paper.save_list(shown)

    def show_numbers(self) -> NumberListDialog | None:
        """Show the cancelled numbers of a month, for the D394 declaration."""
        from storno_desktop.domain.copy_coverage import CopyCoverage
        from storno_desktop.ui.number_sheet import NumbersOnShow

        if self._company is None:
            self._object(self.tr("Sign in first."))
            return None
        months = self._preferences.months_in_force(self._services.policy)
        since = months_before(self._today(), months) if months else None
        coverage = CopyCoverage(self.refreshing.refreshed_at, since)
        return self._paper.show_numbers(
            NumbersOnShow(company=self._company, coverage=coverage, unsettled=self._desk.unsettled)
        )

    def print_list(self) -> PaperWork | None:
        """Print the list on show."""
        shown = self._list_on_show()
        return None if shown is None else self._paper.print_list(shown)

    def save_invoice(self) -> QFileDialog | None:
        """Save what is known of the chosen invoice as a PDF."""
        shown = self._invoice_on_show()
        return None if shown is None else self._paper.save_invoice(shown)

    def print_invoice(self) -> PaperWork | None:
        """Print what is known of the chosen invoice."""
        shown = self._invoice_on_show()
        return None if shown is None else self._paper.print_invoice(shown)

    def view_pdf(self) -> None:
        """Show the PDF of the chosen invoice, from this computer or drawn by the server."""
        self._with_pdf(self._pdfs.view)

    def keep_pdf(self) -> None:
        """Keep the PDF of the chosen invoice on this computer."""
        self._with_pdf(self._pdfs.keep)

    def _with_pdf(self, act: Callable[[Company, InvoiceSummary], None]) -> None:
        company, invoice = self._company, self.list.current
        if company is None or invoice is None:
            self._object(self.tr("Choose an invoice first."))
        else:
            act(company, invoice)

    def _list_on_show(self) -> ListOnShow | None:
        from storno_desktop.ui.list_on_show import ListOnShow

        if self._company is None or self.list.view is None:
            self._object(self.tr("Sign in first."))
            return None
        return ListOnShow(
            company=self._company,
            view=self.list.view,
            count=self.list.count,
            read_at=self.refreshing.refreshed_at,
            is_whole=self.refreshing.refreshed_at is not None,
            unsettled=self._desk.unsettled,
        )

    def _invoice_on_show(self) -> InvoiceOnShow | None:
        from storno_desktop.ui.invoice_sheet import InvoiceOnShow

        summary = self.list.current
        if self._company is None or summary is None:
            self._object(self.tr("Choose an invoice first."))
            return None
        now = self._clock()
        on_show = self.detail.facts if self.detail.invoice_id == summary.id else None
        facts = on_show or self._details.known(summary.id)
        return InvoiceOnShow(
            company=self._company,
            summary=summary,
            facts=facts,
            row_read_at=self.refreshing.refreshed_at,
            now=now,
            today=day_in_bucharest(now),
        )

    # -------------------------------------------------------------------------------------- the acts

    def _without_server(self, why: Problem | None) -> str:
        """Why neither act is possible; `why` is what a session without the server says, None where the server went
        while it was in use."""
        if why is not None and why.kind is ProblemKind.CONNECTING:
            return self.tr("Connecting… Cancelling and restoring are possible once the server has answered.")
        if why is not None and why.kind is ProblemKind.SIGNED_OUT:
            return self.tr("Sign in first.")
        return self.tr("Cancelling and restoring need the server, which cannot be reached now.")

    def ask_cancel(self) -> CancelDialog | None:
        """Open the dialog that cancels the chosen invoice, or say why it cannot be cancelled."""
        invoice, company, session = self.list.current, self._company, self.session
        if company is None or session is None:
            self._object(self.tr("Sign in first."))
            return None
        why_not = self._desk.why_not_cancel(invoice, company, session.user)
        if self._is_offline:
            self._offer_to_prepare(self._without_server(session.offline), is_possible=not why_not)
            return None
        if invoice is None or why_not:
            may_reverse = not self._desk.why_not_storno(invoice, company, session.user)
            self._object(why_not, self.tr("Create storno…") if may_reverse else "", self.ask_storno)
            return None
        return self._desk.open_cancel(invoice, company)

    def ask_storno(self) -> StornoDialog | None:
        """Open the dialog that reverses the chosen invoice, or say why it cannot be reversed."""
        invoice, company, session = self.list.current, self._company, self.session
        if company is None or session is None:
            self._object(self.tr("Sign in first."))
            return None
        why_not = self._desk.why_not_storno(invoice, company, session.user)
        if self._is_offline:
            why_not = self._without_server(session.offline)
        if invoice is None or why_not:
            self._object(why_not)
            return None
        return self._desk.open_storno(invoice, company)

    def _ask_cancel_chosen(self) -> None:
        """One row or several: each has its own dialog."""
        if self.list.chosen_count > 1:
            self.ask_cancel_many()
        else:
            self.ask_cancel()

    def ask_cancel_many(self) -> BulkDialog | None:
        """Open the review of all chosen invoices, or say why none of them can be cancelled."""
        company, session = self._company, self.session
        if company is None or session is None:
            self._object(self.tr("Sign in first."))
            return None
        why_not = self._why_not_many(company, session)
        if why_not:
            self._object(why_not)
            return None
        return self._bulk.open(self.list.chosen(MOST_AT_ONCE), company, session.user)

    def _why_not_many(self, company: Company, session: Session) -> str:
        if self._is_offline:
            return self._without_server(session.offline)
        if self.list.chosen_count > MOST_AT_ONCE:
            return filled(self.tr("Choose at most %1 invoices at once."), self._figures.count(MOST_AT_ONCE))
        against = [self._bulk.why_not(each, company, session.user) for each in self.list.chosen(MOST_AT_ONCE)]
        return next(iter(against), "") if all(against) else ""

    def _show_chosen(self) -> None:
        """What several chosen rows have in common; for one row the details say it."""
        company, session, count = self._company, self.session, self.list.chosen_count
        many = count > 1 and company is not None and session is not None
        self.cancel_button.setText(self.tr("Cancel selected…") if many else self.tr("Cancel invoice…"))
        if company is None or session is None or count < 2:
            self.list.tell_chosen("")
        elif count > MOST_AT_ONCE:
            self.list.tell_chosen(self.tr("%Ln selected", "", count))
        else:
            chosen = self.list.chosen(MOST_AT_ONCE)
            self.list.tell_chosen(*self._bulk.selected(chosen, company, session.user))
        self.show_gate()

    def _many_changed(self) -> None:
        self._reload()
        self._read_picked()

    def _offer_to_prepare(self, why_not: str, *, is_possible: bool) -> None:
        """Nothing can be sent now; what is meant can be kept."""
        offer = self.tr("Prepare the cancellation…") if is_possible and self._may_prepare else ""
        self.notices.say(
            why_not,
            tone=Tone.WARNING,
            action=offer,
            slot=self.ask_prepare,
            timeout_ms=_NOTICE_MS,
            at=self._clock(),
        )

    @property
    def _may_prepare(self) -> bool:
        """Whether the server is away for longer than the moment in which a session begins."""
        why = None if self.session is None else self.session.offline
        return self._is_offline and (why is None or why.kind is not ProblemKind.CONNECTING)

    def ask_prepare(self) -> PrepareDialog | None:
        """Open the dialog that keeps what is meant for later, or say why this invoice cannot be cancelled."""
        invoice, company, session = self.list.current, self._company, self.session
        if company is None or session is None:
            self._object(self.tr("Sign in first."))
            return None
        why_not = self._desk.why_not_cancel(invoice, company, session.user)
        if invoice is not None and self._desk.is_unsettled(invoice):
            why_not = self.tr("The outcome of an act on this invoice is not known yet.")
        if invoice is None or why_not:
            self._object(why_not)
            return None
        return self._preparing.open(invoice, company, lasts=self._copy_lasts)

    def ask_restore(self) -> RestoreDialog | None:
        """Open the dialog that restores the chosen invoice, or say why it cannot be restored."""
        return self._ask_restore(self.list.current, self._company)

    def _ask_restore(self, invoice: InvoiceSummary | None, company: Company | None) -> RestoreDialog | None:
        session = self.session
        if company is None or session is None or all(each.id != company.id for each in session.companies):
            self._object(self.tr("Sign in first."))
            return None
        why_not = self._desk.why_not_restore(invoice, company, session.user)
        if self._is_offline:
            why_not = self._without_server(session.offline)
        if invoice is None or why_not:
            self._object(why_not)
            return None
        return self._desk.open_restore(invoice, company)

    def say(self, sentence: str) -> None:
        """A remark of the program's at the bottom, for a while."""
        self.notices.say(sentence, timeout_ms=_NOTICE_MS, at=self._clock())

    def _object(self, why_not: str, action: str = "", slot: Callable[[], object] | None = None) -> None:
        self.notices.say(
            why_not, tone=Tone.WARNING, action=action, slot=slot, timeout_ms=_NOTICE_MS, at=self._clock()
        )

    def _sign_in_within(self, dialog: ActDialog | BulkDialog | BulkLinksDialog) -> None:
        """The session ended while a dialog is open: sign in over it, then let it look again."""
        self.ask_sign_in(parent=dialog).signed_in.connect(lambda _session: dialog.check_again())

    def _seen(self, evidence: Evidence[Invoice]) -> None:
        """A dialog read the invoice: the list follows if the row says something else."""
        if self._company is not None and self._row_is_older(evidence.value):
            self._io.run(
                self._services.invoices.keep(self._company, evidence),
                lambda _none: self._reload(),
                owner=self,
            )

    def _cancelled(self, evidence: Evidence[Invoice]) -> None:
        invoice, company = evidence.value.summary, self._company
        self._changed(evidence)
        self.notices.say(
            filled(
                self.tr("%1 was cancelled. By mistake? This is no undo: restoring makes it a draft."),
                invoice.number,
            ),
            tone=Tone.SUCCESS,
            action=self.tr("Restore…"),
            slot=lambda: self._restore_that(invoice, company),
            timeout_ms=_NOTICE_MS,
            at=self._clock(),
        )

    def _restored(self, evidence: Evidence[Invoice]) -> None:
        self._changed(evidence)
        self._after.begin()
        self.notices.say(
            self.tr(
                "%1 is a draft again. Check the client and the amounts, and issue it on the web."
            ).replace("%1", evidence.value.number),
            tone=Tone.SUCCESS,
            at=self._clock(),
        )

    def _reversed(self, done: Done) -> None:
        """A storno draft was made: it stands in the list at once, and with the invoice's details."""
        self._keep_made(done.made)
        self._changed(done.invoice)

    def _keep_made(self, made: Evidence[Invoice] | None) -> None:
        if self._company is not None and made is not None:
            keeping = self._services.invoices.keep(self._company, made)
            self._io.run(keeping, lambda _none: self._reload(), owner=self)

    def _show_page(self, invoice_id: InvoiceId) -> None:
        from storno_desktop.ui.web_application import WebApplication

        if self.session is None:
            return
        web, server = (
            WebApplication(SignInDesk(self._preferences, self._services.policy)),
            self.session.server,
        )
        if not web.open_invoice(server, invoice_id):
            sentence = self.tr("No browser could be opened. The address is: %1")
            self._object(filled(sentence, web.page_of(server, invoice_id)))

    def _restore_that(self, invoice: InvoiceSummary, company: Company | None) -> None:
        """This very invoice, whatever the list shows by now."""
        if company is not None:
            self._ask_restore(invoice, company)

    def _changed(self, evidence: Evidence[Invoice], *, picks: bool = True) -> None:
        """The server says that this invoice is different now: the store, the list and the detail follow."""
        invoice_id = evidence.value.id
        self.list.show_changed(evidence.value.summary)
        self._details.forget(invoice_id)
        if self.detail.invoice_id == invoice_id:
            self._details.stop()
            self.detail.expect_change()
        if self._company is None:
            return
        self._keeping += 1
        self._io.run(
            self._services.invoices.keep(self._company, evidence),
            lambda _none: self._after_change(invoice_id, picks=picks),
            owner=self,
        )

    def _after_change(self, invoice_id: InvoiceId, *, picks: bool) -> None:
        self._keeping -= 1
        self._reload()
        if picks:
            self.list.pick(invoice_id)
        self._read_picked()

    def _left_open(self, intent: Intent) -> None:
        self.notices.say(
            filled(
                self.tr("The outcome for %1 is not known. Do not repeat it; the program goes on checking."),
                intent.number,
            ),
            tone=Tone.WARNING,
            at=self._clock(),
        )
        self._settling.begin()

    def _settled(self, seen: ReadBack) -> None:
        """An act whose answer was lost, in this run or an earlier one, came to an end."""
        from storno_desktop.ui.settled_words import SettledWords

        sentence, tone = SettledWords(self).sentence(seen)
        self.notices.say(sentence, tone=tone, at=self._clock())
        invoice = seen.invoice
        if invoice is not None and self._company is not None and self._company.id == seen.act.company.id:
            self._keep_made(seen.made)
            self._changed(invoice, picks=False)

    def _bring_supervisor(self, dialog: RestoreDialog, case: Case) -> None:
        if self.session is not None and self._company is not None:
            self._supervision.bring(dialog, self.session, self._company, case)

    def show_journal(self) -> JournalWindow | None:
        """What was done from this computer, and what became of it; None where it has to be opened first."""
        return self._journal.show()

    def _tell_of_journal(self, sentence: str, action: str, slot: Callable[[], object]) -> None:
        self.notices.say(sentence, tone=Tone.WARNING, action=action, slot=slot, at=self._clock())

    def _unsettled_changed(self, ids: frozenset[InvoiceId]) -> None:
        self.list.model.mark_unsettled(ids)
        self.show_gate()

    def show_gate(self) -> None:
        """Open or close the buttons; a closed one says why. Without the server one prepares in the place of
        cancelling."""
        invoice, company, session = self.list.current, self._company, self.session
        self._after.show_for(invoice)
        if company is None or session is None:
            reasons = (self.tr("Sign in first."),) * 3
        elif self._is_offline:
            offline = self._without_server(session.offline)
            reasons = (offline, self._desk.why_not_cancel(invoice, company, session.user), offline)
        elif self.list.chosen_count > 1:
            many = self._why_not_many(company, session)
            reasons = (many, many, self.tr("Choose one invoice to restore it."))
        else:
            why_not_cancel = self._desk.why_not_cancel(invoice, company, session.user)
            why_not_restore = self._desk.why_not_restore(invoice, company, session.user)
            reasons = (why_not_cancel, why_not_cancel, why_not_restore)
        self.prepare_button.setVisible(self._may_prepare)
        self.cancel_button.setVisible(not self._may_prepare)
        self.session_banner.show_bar(self._services.bar)
        buttons = (self.cancel_button, self.prepare_button, self.restore_button)
        for button, why_not in zip(buttons, reasons, strict=True):
            button.setEnabled(not why_not)
            button.setToolTip(plain_tooltip(why_not))
            button.setAccessibleDescription(why_not)

    # -------------------------------------------------------------------------------------- the rest

    def show_keys(self) -> ShortcutsDialog:
        """The list of keys."""
        dialog = ShortcutsDialog(self._keys, self)
        dialog.open()
        return dialog

    def _go_to_notice(self) -> None:
        if not self.notices.take_focus():
            self.list.table.setFocus()

    def _copy_number(self) -> None:
        invoice = self.list.current
        if self._company is None:
            self._object(self.tr("Sign in first."))
        elif invoice is None:
            self._object(self.tr("Choose an invoice first."))
        else:
            QGuiApplication.clipboard().setText(invoice.number)
            self.notices.say(self.tr("%1 copied.").replace("%1", invoice.number), timeout_ms=4_000)

    def _leave_search(self) -> None:
        self.list.filters.search.clear()
        self.list.table.setFocus()

    def _today(self) -> date:
        return day_in_bucharest(self._clock())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.geometry = self.saveGeometry()
        self.keep_texts()
        self._watch.stop()
        self._hints.stop()
        self._settling.stop()
        self._bulk.close()
        self.refreshing.close()
        self.filling.stop()
        self.list.close_reading()
        self._details.stop()
        super().closeEvent(event)
