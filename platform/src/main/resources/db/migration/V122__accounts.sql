-- Accounts of people, for where there is no identity provider. Of texts that let someone in only the SHA-256 is kept; passwords as Argon2id.
create table record_user (
    user_id        varchar(40)  primary key,
    login          varchar(254) not null unique,
    display_name   varchar(200) not null,
    role           varchar(40)  not null,
    insurer        varchar(64),
    password_hash  varchar(300) not null,
    created_at     timestamp with time zone not null,
    deactivated_at timestamp with time zone
);

create table record_invitation (
    invitation_id varchar(40)  primary key,
    token_hash    varchar(64)  not null unique,
    role          varchar(40)  not null,
    insurer       varchar(64),
    created_at    timestamp with time zone not null,
    created_by    varchar(200) not null,
    expires_at    timestamp with time zone not null,
    used_at       timestamp with time zone
);

create table record_session (
    session_hash varchar(64) primary key,
    user_id      varchar(40) not null references record_user (user_id),
    created_at   timestamp with time zone not null,
    last_seen_at timestamp with time zone not null,
    expires_at   timestamp with time zone not null
);
create index record_session_user on record_session (user_id, created_at);
