-- API keys. Only the SHA-256 of a key is kept, in lower-case hexadecimal; a key holds 256 random bits, so no salt is needed.
create table record_api_key (
    key_id     varchar(40)  primary key,
    name       varchar(200) not null,
    key_hash   varchar(64)  not null,
    created_at timestamp with time zone not null
);
