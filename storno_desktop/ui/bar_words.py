"""What keeps the whole program from acting, in a sentence."""

from PySide6.QtCore import QObject

from storno_desktop.service.act_bar import Bar


class BarWords(QObject):
    """Says the same wherever an act is refused for such a reason."""

    def sentence(self, why: str) -> str:
        """By the journal's word; "" for a word that means something else."""
        match why:
            case Bar.VERSION_TOO_OLD.value:
                return self.tr(
                    "This version of the program is too old to change invoices; it can still show them. "
                    "Have your administrator install a newer one."
                )
            case Bar.COMPUTER_RESTS.value:
                return self.tr(
                    "The computer is going to sleep or shutting down. Once it is awake, check again and repeat it."
                )
            case _:
                return ""
