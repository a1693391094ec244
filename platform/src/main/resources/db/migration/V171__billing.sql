-- What a score costs an insurer, by calendar month. A rate is never changed: it ends, or is withdrawn before anything was billed by it, and the row stays.
create table record_rate (
    rate_id       varchar(40)   primary key,
    insurer       varchar(200)  not null,
    first_month   date          not null,       -- first day of the month
    last_month    date,                         -- first day of the last month; null for every further one
    currency      varchar(3)    not null,
    tiers         varchar(4000) not null,       -- JSON
    tax_percent   numeric(5, 2) not null,
    payment_days  integer       not null,
    bill_from     varchar(1000) not null,       -- name and address, as on the invoice
    bill_to       varchar(1000) not null,
    created_at    timestamp with time zone not null,
    created_by    varchar(200)  not null,
    withdrawn_at  timestamp with time zone
);
create index record_rate_insurer on record_rate (insurer, first_month);

-- Invoices. The document of one that was issued is never written again, and its SHA-256 says so to whoever reads it.
create table record_invoice (
    invoice_id    varchar(40)   primary key,
    insurer       varchar(200)  not null,
    billed_month  date          not null,       -- first day of the month
    state         varchar(20)   not null,       -- DRAFT, ISSUED, SENT, PAID or CANCELLED
    number        bigint        unique,         -- null until it is issued
    scores        bigint        not null,       -- how many it bills
    document      varchar(100000) not null,     -- JSON: everything that it says
    content_hash  varchar(64),                  -- of the document; null until it is issued
    drafted_at    timestamp with time zone not null,
    drafted_by    varchar(200)  not null,
    issued_at     timestamp with time zone,
    due_on        date,
    sent_at       timestamp with time zone,
    paid_on       date,
    cancelled_at  timestamp with time zone
);
create index record_invoice_insurer on record_invoice (insurer, billed_month);

create table record_credit_note (
    number        bigint        primary key,
    invoice_id    varchar(40)   not null references record_invoice (invoice_id),
    document      varchar(100000) not null,
    content_hash  varchar(64)   not null,
    issued_at     timestamp with time zone not null,
    issued_by     varchar(200)  not null
);
create index record_credit_note_invoice on record_credit_note (invoice_id, number);

-- The next number of invoices and of credit notes. A number is taken in the transaction that uses it, under the lock of its row: none is left out or given twice.
-- Rows are made with the first number, so that an empty database stays empty for restoring a backup into it.
create table record_number_series (
    series        varchar(20)   primary key,
    next_number   bigint        not null
);
