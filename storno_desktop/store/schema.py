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
currency, payment and total, so that neither sorting nor filtering touches the rows themselves."""

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

_REORDERED = "\n".join(
    f"DROP INDEX invoice_by_{key};\n"
    f"CREATE INDEX invoice_by_{key} ON invoice (company, {key}, place, direction"
    f"{'' if key == 'status_key' else ', status_key'}, currency, is_paid"
    f"{'' if key == 'total_key' else ', total_key'});"
    for key in SORT_KEYS
)
_WORDS_ANEW = """
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5 (
    number, name, cif, content='', contentless_delete=1, prefix='1 2 3',
    tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO words (rowid, number, name, cif)
    SELECT place, words_of(number), words_of(coalesce(partner_key, '')), words_of(coalesce(cif_key, ''))
    FROM invoice;
"""
_THIRD = _REORDERED + _WORDS_ANEW
"""Limits of the total are answered by every order's index; and words are found by their first letters at once,
where the table had to put together all that begin with them. `words_of` is the store's own (see `folding`)."""

_PDF = """
CREATE TABLE pdf (
    company INTEGER NOT NULL,
    invoice TEXT NOT NULL,
    observed INTEGER NOT NULL,
    server INTEGER,
    used INTEGER NOT NULL,
    chosen INTEGER NOT NULL,
    size INTEGER NOT NULL,
    document BLOB NOT NULL,
    PRIMARY KEY (company, invoice)
);

CREATE TRIGGER pdf_goes_with_invoice AFTER INSERT ON gone BEGIN
    DELETE FROM pdf WHERE company = new.company AND invoice = new.id AND observed <= new.observed;
END;
CREATE TRIGGER pdf_goes_with_invoice_again AFTER UPDATE ON gone BEGIN
    DELETE FROM pdf WHERE company = new.company AND invoice = new.id AND observed <= new.observed;
END;
CREATE TRIGGER pdf_goes_with_company AFTER UPDATE OF observed ON company WHEN new.observed IS NULL BEGIN
    DELETE FROM pdf WHERE company = new.slot;
END;
"""
"""PDFs as the server drew them. They go with their invoice, and with all that is kept of their company."""

_FIFTH = """
CREATE TABLE day (
    company INTEGER NOT NULL,
    day INTEGER NOT NULL,
    invoices INTEGER NOT NULL,
    drafts INTEGER NOT NULL,
    issued INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    subtotal INTEGER NOT NULL,
    vat_total INTEGER NOT NULL,
    total INTEGER NOT NULL,
    receivable INTEGER NOT NULL,
    payable INTEGER NOT NULL,
    PRIMARY KEY (company, day)
) WITHOUT ROWID;
INSERT INTO day
SELECT company, issue_day, count(*),
    count(*) FILTER (WHERE status_key = 0),
    count(*) FILTER (WHERE status_key = 2),
    count(*) FILTER (WHERE status_key = 6),
    coalesce(sum(max(min(round(coalesce(subtotal, 0) * 10000), 1 << 50), -1 << 50))
        FILTER (WHERE status_key <> 6), 0),
    coalesce(sum(max(min(round(coalesce(vat_total, 0) * 10000), 1 << 50), -1 << 50))
        FILTER (WHERE status_key <> 6), 0),
    coalesce(sum(max(min(round(total * 10000), 1 << 50), -1 << 50)) FILTER (WHERE status_key <> 6), 0),
    coalesce(sum(max(min(round((total - coalesce(amount_paid, 0)) * 10000), 1 << 50), -1 << 50))
        FILTER (WHERE status_key <> 6 AND direction <> 2), 0),
    coalesce(sum(max(min(round((total - coalesce(amount_paid, 0)) * 10000), 1 << 50), -1 << 50))
        FILTER (WHERE status_key <> 6 AND direction = 2), 0)
FROM invoice GROUP BY company, issue_day;

CREATE TABLE received (
    spot INTEGER PRIMARY KEY,
    document BLOB NOT NULL
);

CREATE TABLE reason (
    place INTEGER PRIMARY KEY,
    observed INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE VIRTUAL TABLE reasons USING fts5 (
    reason, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2'
);

DROP TABLE words;
DROP TABLE pieces;
CREATE VIRTUAL TABLE numbers USING fts5 (
    text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE names USING fts5 (
    text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE cifs USING fts5 (
    text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1'
);
INSERT INTO numbers (rowid, text) SELECT place, spaced(number) FROM invoice ORDER BY place;
INSERT INTO names (rowid, text) SELECT place, spaced(partner_key) FROM invoice WHERE partner_key > '' ORDER BY place;
INSERT INTO cifs (rowid, text) SELECT place, spaced(cif_key) FROM invoice WHERE cif_key > '' ORDER BY place;

CREATE TABLE tombstone (
    company INTEGER NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    number_key TEXT NOT NULL,
    new_number TEXT,
    partner TEXT NOT NULL,
    issue_day INTEGER NOT NULL,
    total TEXT NOT NULL,
    currency TEXT NOT NULL,
    observed INTEGER NOT NULL,
    PRIMARY KEY (company, id, number)
) WITHOUT ROWID;
CREATE INDEX tombstone_by_number ON tombstone (company, number_key);
"""
"""What is counted and added up by days, the rows as they were received (in the place of the column `document`,
which would make every row wide), reasons of cancellation, what is searched (store/searched_text.py, whose function
`spaced` the connection is taught) in the place of `words` and `pieces`, and former numbers.

Adding up what is there already gives what is added with every write (store/day_change.py) for amounts of up to
four decimals; of finer ones, which no server is known to send, a ten-thousandth may be missing."""

_TYPED = """
CREATE TABLE typed (
    company INTEGER NOT NULL,
    invoice TEXT NOT NULL,
    text TEXT NOT NULL,
    kept INTEGER NOT NULL,
    prepared INTEGER,
    seen TEXT,
    PRIMARY KEY (company, invoice)
) WITHOUT ROWID;

CREATE TABLE recent (
    company INTEGER NOT NULL,
    text TEXT NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (company, text)
) WITHOUT ROWID;

CREATE TRIGGER typed_goes_with_invoice AFTER INSERT ON gone BEGIN
    DELETE FROM typed WHERE company = new.company AND invoice = new.id;
END;
CREATE TRIGGER typed_goes_with_company AFTER UPDATE OF observed ON company WHEN new.observed IS NULL BEGIN
    DELETE FROM typed WHERE company = new.slot;
    DELETE FROM recent WHERE company = new.slot;
END;
"""
"""Reasons that were typed and not sent yet, some of them meant for a cancellation later; and those sent lately."""

STEPS = (_FIRST, _SECOND, _THIRD, _PDF, _FIFTH, _TYPED)
"""A step that was once given out is never changed: whoever has it would not get the change."""
