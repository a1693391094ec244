-- Who works on which claim of the review queue, and until when. A row stays when its claim is free again, so that no version ever comes twice.
create table record_assignment (
    insurer      varchar(200) not null,
    claim_id     varchar(200) not null,
    version      bigint       not null,
    assignee     varchar(200),
    leased_until timestamp with time zone,
    primary key (insurer, claim_id)
);
create index record_assignment_assignee on record_assignment (assignee, insurer);

-- Who has worked the queue, as an identity provider let them in: claims can be handed over to them.
create table record_queue_worker (
    actor   varchar(200) primary key,
    role    varchar(40)  not null,
    insurer varchar(64),
    seen_at timestamp with time zone not null
);

-- Lists of what someone said, or of what was said of an insurer's claims; the newest first.
create index view_feedback_actor on view_feedback (actor, recorded_at desc, feedback_id desc);
create index view_feedback_newest on view_feedback (insurer, recorded_at desc, feedback_id desc);
create index view_feedback_all on view_feedback (recorded_at desc, feedback_id desc);
