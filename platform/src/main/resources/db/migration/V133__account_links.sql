-- An invitation can be revoked while nobody has taken it up.
alter table record_invitation add column revoked_at timestamp with time zone;

-- Links at which a person sets a new password. Only the SHA-256 of a token is kept. One ends when it is used, when another is made, when the password is
-- changed otherwise, and when the person is let in no more.
create table record_password_reset (
    reset_id   varchar(40)  primary key,
    token_hash varchar(64)  not null unique,
    user_id    varchar(40)  not null references record_user (user_id),
    created_at timestamp with time zone not null,
    created_by varchar(200) not null,
    expires_at timestamp with time zone not null,
    ended_at   timestamp with time zone
);
create index record_password_reset_user on record_password_reset (user_id, ended_at);
