-- Two persons are two only when it is known who they are: a key is that of the person who was shown its text. Of texts made before, only that of a person's own
-- making is known; nobody answers for the others.
alter table record_api_key_secret add column person varchar(200);
update record_api_key_secret set person = (
    select k.created_by from record_api_key k
    where k.key_id = record_api_key_secret.key_id and k.created_at = record_api_key_secret.created_at
        and (k.created_by like 'user:%' or k.created_by like 'oidc:%'));

alter table record_approval add column asked_person varchar(200);
update record_approval set asked_person = asked_by where asked_by like 'user:%' or asked_by like 'oidc:%';
