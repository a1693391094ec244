-- Erasures of claimants: asked for by one person, confirmed by another, then carried out step by step. The number of the receipt is taken with the confirmation, and from
-- then on nothing takes it back.
create table record_erasure (
    erasure_id    varchar(40)   primary key,
    insurer       varchar(200)  not null,
    claimant      varchar(200)  not null,       -- pseudonym
    reason        varchar(1000) not null,
    asked_by      varchar(200)  not null,
    asked_person  varchar(200),
    asked_at      timestamp with time zone not null,
    expires_at    timestamp with time zone not null,
    state         varchar(20)   not null,       -- WAITING, DECLINED, CONFIRMED or DONE
    decided_by    varchar(200),
    decided_at    timestamp with time zone,
    receipt       bigint        unique,         -- null until it is confirmed
    done_at       timestamp with time zone,
    document      varchar(100000),              -- the receipt, as it is signed; null until all is done
    signature     varchar(200),
    key_id        varchar(60)
);
create index record_erasure_subject on record_erasure (insurer, claimant);
create index record_erasure_state on record_erasure (state);

-- What of an erasure is done, with what came of it: after a crash it goes on behind the last one.
create table record_erasure_step (
    erasure_id varchar(40)    not null references record_erasure (erasure_id),
    step       varchar(40)    not null,
    done_at    timestamp with time zone not null,
    result     varchar(10000) not null,         -- JSON: counts
    primary key (erasure_id, step)
);

-- Claims of claimants who were erased: nothing of them is shown. Here rather than among the views, which a rebuild empties.
create table record_erased_claim (
    insurer    varchar(200) not null,
    claim_id   varchar(200) not null,
    erasure_id varchar(40)  not null,
    receipt    varchar(40)  not null,           -- as it is written
    primary key (insurer, claim_id)
);

-- Claimants who may not be erased for the time being. Of one that was lifted the row stays.
create table record_legal_hold (
    hold_id     varchar(40)   primary key,
    insurer     varchar(200)  not null,
    claimant    varchar(200)  not null,         -- pseudonym
    reason      varchar(1000) not null,
    ends_at     timestamp with time zone,       -- null for no end
    set_by      varchar(200)  not null,
    set_at      timestamp with time zone not null,
    released_by varchar(200),
    released_at timestamp with time zone
);
create index record_legal_hold_subject on record_legal_hold (insurer, claimant);

-- For how long the law has an insurer keep records of a claim, after the last thing that was recorded of it.
create table record_retention_duty (
    insurer varchar(200)  primary key,
    days    integer       not null,
    reason  varchar(1000) not null,
    set_by  varchar(200)  not null,
    set_at  timestamp with time zone not null
);
