-- Counts destructions of keys and pseudonyms of persons, in their transactions: processes forget what they remember once it is another. One row; in no backup.
create table record_destruction (
    id         integer primary key,
    generation bigint  not null
);
insert into record_destruction (id, generation) values (1, 0);
