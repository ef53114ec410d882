"""The tables, as numbered steps: step n brings a database from `user_version` n-1 to n."""

STATUS_RANKS = (
    "draft",
    "synced",
    "issued",
    "sent_to_provider",
    "validated",
    "rejected",
    "cancelled",
    "paid",
    "partially_paid",
    "overdue",
    "converted",
    "refund",
    "refunded",
    "",
)
"""Server words in the order in which the column STATUS sorts; the position is what a row keeps."""

DIRECTION_RANKS = ("", "outgoing", "incoming")
"""As for the statuses."""

SORT_KEYS = (
    "number_key",
    "partner_key",
    "cif_key",
    "total_key",
    "paid_key",
    "status_key",
    "cancelled_key",
    "cancelled_day",
    "due_day",
)
"""Each has an index (company, key, place) that also answers the filters on direction, status,
currency and payment, so that neither sorting nor filtering touches the rows themselves."""

_FIRST = """
CREATE TABLE company (
    slot INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL DEFAULT 0,
    observed INTEGER
);

CREATE TABLE invoice (
    place INTEGER PRIMARY KEY,
    company INTEGER NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    status_key INTEGER NOT NULL,
    status_code TEXT NOT NULL,
    direction INTEGER NOT NULL,
    issue_day INTEGER NOT NULL,
    total TEXT NOT NULL,
    currency TEXT NOT NULL,
    document_type TEXT NOT NULL,
    sender_name TEXT NOT NULL,
    sender_cif TEXT NOT NULL,
    receiver_name TEXT NOT NULL,
    receiver_cif TEXT NOT NULL,
    client_name TEXT NOT NULL,
    client_cif TEXT NOT NULL,
    subtotal TEXT,
    vat_total TEXT,
    amount_paid TEXT,
    balance TEXT,
    due_day INTEGER,
    paid_at TEXT,
    cancelled_at TEXT,
    scheduled_send_at TEXT,
    scheduled_email_at TEXT,
    anaf_error TEXT NOT NULL,
    is_duplicate INTEGER NOT NULL,
    is_late INTEGER NOT NULL,
    parent_id TEXT,
    number_key TEXT NOT NULL,
    partner_key TEXT,
    cif_key TEXT,
    total_key INTEGER NOT NULL,
    total_rounded INTEGER NOT NULL,
    paid_key INTEGER,
    is_paid INTEGER NOT NULL,
    cancelled_key INTEGER,
    cancelled_day INTEGER,
    observed INTEGER NOT NULL,
    document BLOB
);
CREATE UNIQUE INDEX invoice_by_id ON invoice (company, id);
CREATE INDEX invoice_by_date
    ON invoice (company, place, direction, status_key, currency, is_paid, total_key, total_rounded);

CREATE TABLE gone (
    company INTEGER NOT NULL,
    id TEXT NOT NULL,
    observed INTEGER NOT NULL,
    PRIMARY KEY (company, id)
) WITHOUT ROWID;

CREATE TABLE tally (
    company INTEGER NOT NULL,
    direction INTEGER NOT NULL,
    status_key INTEGER NOT NULL,
    currency TEXT NOT NULL,
    cancelled_day INTEGER NOT NULL,
    is_paid INTEGER NOT NULL,
    invoices INTEGER NOT NULL,
    total INTEGER NOT NULL,
    rounded INTEGER NOT NULL,
    PRIMARY KEY (company, direction, status_key, currency, cancelled_day, is_paid)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5 (
    number, name, cif, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE pieces USING fts5 (
    number, cif, content='', contentless_delete=1,
    tokenize='trigram remove_diacritics 1'
);
""" + "\n".join(
    f"CREATE INDEX invoice_by_{key} ON invoice (company, {key}, place, direction"
    f"{'' if key == 'status_key' else ', status_key'}, currency, is_paid);"
    for key in SORT_KEYS
)

_SECOND = """
CREATE TABLE part (
    company INTEGER NOT NULL,
    invoice TEXT NOT NULL,
    source TEXT NOT NULL,
    observed INTEGER NOT NULL,
    server INTEGER,
    document BLOB NOT NULL,
    PRIMARY KEY (company, invoice, source)
);

CREATE TABLE note (
    company INTEGER NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (company, name)
) WITHOUT ROWID;
"""
"""What was read of an invoice beside its row, as it was received; and what else is remembered of a company."""

STEPS = (_FIRST, _SECOND)
"""A step that was once given out is never changed: whoever has it would not get the change."""
