-- A key is let in for one insurer or, with none, for all; it ends at a time, is revoked, and says when it was last used.
alter table record_api_key add column insurer varchar(64);
alter table record_api_key add column created_by varchar(200) default 'first start' not null;
alter table record_api_key add column expires_at timestamp with time zone;
alter table record_api_key add column last_used_at timestamp with time zone;
alter table record_api_key add column revoked_at timestamp with time zone;
alter table record_api_key alter column created_by drop default;

-- While a key is rotated it has two secrets. Only their SHA-256 is kept, in lower-case hexadecimal.
create table record_api_key_secret (
    key_hash   varchar(64) primary key,
    key_id     varchar(40) not null references record_api_key (key_id),
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone
);
create index record_api_key_secret_key on record_api_key_secret (key_id);

insert into record_api_key_secret (key_hash, key_id, created_at) select key_hash, key_id, created_at from record_api_key;
alter table record_api_key drop column key_hash;
