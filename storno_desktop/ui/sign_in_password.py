"""Signing in with e-mail and password: the form alone, which asks nobody anything."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.secret_field import SecretField
from storno_desktop.ui.sign_in_form import SignInForm


class PasswordPage(QWidget):
    """E-mail and password."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.email = QLineEdit(self)
        self.email.setObjectName("email")
        self.email.setPlaceholderText(self.tr("name@company.ro"))
        self.secret = SecretField(
            "password", show=self.tr("Show the password"), hide=self.tr("Hide the password"), parent=self
        )
        self._shown = plain_label(parent=self)
        self.form = SignInForm()
        self.form.add(self.tr("&E-mail"), self.email)
        self.form.add(self.tr("E-mail"), self._shown)
        self.form.add(self.tr("&Password"), self.secret, self.secret.edit)
        self.form.setRowVisible(self._shown, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.form)

    def fix(self, email: str) -> None:
        """Show the e-mail as text: this very person has to come back."""
        self.email.setText(email)
        self._shown.setText(email)
        self.form.setRowVisible(self.email, False)
        self.form.setRowVisible(self._shown, True)

    def objection(self) -> tuple[str, QLineEdit] | None:
        """What is missing, and where."""
        if "@" not in self.email.text().strip():
            return self.tr("Type the e-mail address of your account."), self.email
        if not self.secret.edit.text():
            return self.tr("Type your password."), self.secret.edit
        return None

    def first_field(self) -> QLineEdit:
        """Where a person begins."""
        begins_with_email = not self.email.text() and not self.email.isHidden()
        return self.email if begins_with_email else self.secret.edit
