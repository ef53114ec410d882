"""What a supervisor elsewhere answered to a request. A yes is only a notice: the server's own event is the proof."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.supervision import Requester


class AnswerKind(Enum):
    """The values stand in the file."""

    REFUSED = "refused"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreAnswer:
    """The answer to the request with this `nonce`, and to no other: `request` is the SHA-256 of its file, in hex.

    `supervisor` is who answers, `comment` why they refused ("" for a yes); `made_at` whole seconds in UTC.
    """

    server: ServerAddress
    organization_id: str
    company_id: str
    invoice_id: InvoiceId
    number: str
    nonce: str
    request: str
    kind: AnswerKind
    supervisor: Requester
    comment: str
    made_at: datetime
