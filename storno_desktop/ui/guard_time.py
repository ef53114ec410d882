"""How long a question that has just opened takes no answer."""

from typing import Final

GUARD_MS: Final = 400
"""A key or a click that was meant for what lay there before must not answer it."""
