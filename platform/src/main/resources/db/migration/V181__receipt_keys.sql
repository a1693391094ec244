-- Keys that receipts were ever signed with, by fingerprint: two machines with different ones notice. The keys themselves are files.
create table record_receipt_key (
    key_id        varchar(60) primary key,
    first_used_at timestamp with time zone not null
);
