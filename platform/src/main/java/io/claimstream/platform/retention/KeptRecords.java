package io.claimstream.platform.retention;

import io.claimstream.platform.retention.Retention.Applied;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What tables are kept for that hold what no topic does. */
final class KeptRecords {

    private static final Optional<Duration> UNLIMITED = Optional.empty();

    static final List<Retention> ALL = List.of(
            personal(
                    "record_subject_key",
                    "keys of persons, wrapped",
                    UNLIMITED,
                    Applied.NOBODY,
                    "What is sealed opens only with it. Destroyed when the person is erased; the row stays as a mark, so that no other key is made."),
            other(
                    "record_encryption_key",
                    "fingerprints of the keys that wrap those",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Backups need the order of keys."),
            personal(
                    "record_pseudonym",
                    "pseudonyms, by a digest of what claims say",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Claims of a person are joined by it. Destroyed when the person is erased."),
            other(
                    "record_pseudonym_key",
                    "fingerprints of the keys of those digests",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Rows hang on them."),
            other(
                    "record_destruction",
                    "how often keys or pseudonyms were destroyed, as one number",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Processes forget what they remember when it rises; in no backup."),
            other(
                    "record_api_key",
                    "API keys: names, roles, ends",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Events and the audit trail name keys: who acted must be known as long as these are."),
            other(
                    "record_api_key_secret",
                    "hashes of the texts of keys",
                    UNLIMITED,
                    Applied.WRITER,
                    "Somebody is let in by them."),
            other(
                    "record_user",
                    "accounts of those who work here",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Events and the audit trail name accounts; a person who left is deactivated."),
            other(
                    "record_invitation",
                    "links to accounts that were to be made",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Who let whom in."),
            other("record_password_reset", "links to new passwords", UNLIMITED, Applied.NOBODY, "Who let whom in."),
            other(
                    "record_session",
                    "browsers that are signed in",
                    UNLIMITED,
                    Applied.WRITER,
                    "Deleted when the session ends."),
            personal(
                    "record_audit",
                    "who changed or read what",
                    UNLIMITED,
                    Applied.JOB,
                    "Accountability. Unlimited unless a policy of the operator limits it; what is deleted is counted by day and action first."),
            personal(
                    "record_contest",
                    "what claimants contest, by when it is due, and what came of it",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Evidence that a person looked again, and in time."),
            personal(
                    "record_contest_text",
                    "grounds and answers of contests, sealed",
                    UNLIMITED,
                    Applied.NOBODY,
                    "As the contest. Lost with the key of the claimant."),
            other(
                    "record_exercise",
                    "exercises that show settled claims to a person once more",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Evidence that people look at estimates."),
            personal(
                    "record_exercise_claim",
                    "claims of exercises, what was shown, and what the person answered",
                    UNLIMITED,
                    Applied.NOBODY,
                    "As the exercise. Removed when the claimant is erased."),
            personal(
                    "record_review_sample",
                    "scores that a policy would have accepted and a person looks at",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Evidence that automatic acceptance was sampled; a claim that was drawn stays with people."),
            personal(
                    "record_erasure",
                    "erasures and their receipts",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Evidence that a claimant was erased, and by whom; a receipt names nobody."),
            other(
                    "record_erasure_step",
                    "how far an erasure is",
                    UNLIMITED,
                    Applied.NOBODY,
                    "What was done, and when: the receipt is made of it."),
            other(
                    "record_receipt_key",
                    "fingerprints of the keys that receipts were signed with",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Tells which public key checks a receipt, and that two machines sign with different ones."),
            personal(
                    "record_erased_claim",
                    "claims of those who were erased",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Without it a rebuild of the read model would show them again."),
            personal(
                    "record_protection_lifted",
                    "who lifted a hold or a duty, and of whom",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Whoever lifts what keeps a claimant does not have them erased for a week."),
            personal(
                    "record_legal_hold",
                    "claimants whose records may not be erased, and why",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Evidence of why an erasure was refused."),
            other(
                    "record_retention_duty",
                    "for how long insurers have to keep records",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Erasures are refused by it."),
            personal(
                    "record_approval",
                    "decisions and commands that needed a second person",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Evidence of four eyes."),
            personal(
                    "record_assignment",
                    "who took a claim from the queue",
                    UNLIMITED,
                    Applied.WRITER,
                    "One row for each claim, of the last person alone."),
            other(
                    "record_queue_worker",
                    "persons whom an identity provider let in",
                    days(90),
                    Applied.JOB,
                    "So that claims can be handed over to them; who stays away is forgotten."),
            personal(
                    "record_reasons_shown",
                    "to whom the reasons of an estimate were shown",
                    days(90),
                    Applied.JOB,
                    "It proves that a decision was made with the reasons in view; decisions follow within days."),
            other(
                    "record_policy",
                    "policies of acceptance and authority",
                    UNLIMITED,
                    Applied.NOBODY,
                    "What was automatic, and why."),
            other(
                    "record_policy_place",
                    "up to where policies have decided",
                    UNLIMITED,
                    Applied.WRITER,
                    "A place on a topic for each partition."),
            other(
                    "record_rate",
                    "rates of insurers",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Invoices are made by them: bookkeeping law."),
            other(
                    "record_invoice",
                    "invoices",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Bookkeeping law, commonly ten years; no personal data of claimants."),
            other("record_credit_note", "credit notes", UNLIMITED, Applied.NOBODY, "As invoices."),
            other(
                    "record_number_series",
                    "next numbers of invoices",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Numbers have no gaps."),
            personal(
                    "record_idempotency",
                    "answers to requests with an Idempotency-Key",
                    days(1),
                    Applied.JOB,
                    "A repeat of a request within a day gets the same answer."),
            other(
                    "record_batch",
                    "files of claims that were sent",
                    days(30),
                    Applied.JOB,
                    "So that what became of each line can be asked for, as long as the submissions themselves are kept."),
            personal("record_batch_line", "lines of such files", days(30), Applied.JOB, "As the file."),
            other(
                    "record_webhook",
                    "addresses that are told of scores",
                    UNLIMITED,
                    Applied.WRITER,
                    "Where messages go."),
            other(
                    "record_webhook_secret",
                    "secrets of webhooks, encrypted",
                    UNLIMITED,
                    Applied.WRITER,
                    "Messages are signed with them."),
            personal(
                    "record_webhook_delivery",
                    "messages to webhooks, and what came of them",
                    days(30),
                    Applied.JOB,
                    "So that a message can be sent again; counted by day and outcome first."),
            other(
                    "record_webhook_place",
                    "up to where topics became messages",
                    UNLIMITED,
                    Applied.WRITER,
                    "A place on a topic for each partition."),
            other(
                    "record_replay",
                    "dead letters that were put back",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Each is put back once."),
            other("record_rebuild", "rebuilds of the read model", UNLIMITED, Applied.WRITER, "One row for each half."),
            other(
                    "record_retention",
                    "how much was deleted from tables",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Numbers only: that what is said here is carried out."),
            other(
                    "record_retention_day",
                    "how much was deleted, by day and kind",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Numbers only: figures stay the same."),
            other(
                    "record_training_run",
                    "trainings",
                    UNLIMITED,
                    Applied.NOBODY,
                    "Technical documentation of each model."),
            other(
                    "record_training_exclusion",
                    "how many claims a training left out, and why",
                    UNLIMITED,
                    Applied.NOBODY,
                    "As the training."),
            other(
                    "record_training_progress",
                    "trainings under way",
                    UNLIMITED,
                    Applied.WRITER,
                    "One row for each training."));

    private KeptRecords() {}

    private static Retention personal(
            String table, String what, Optional<Duration> period, Applied applied, String reason) {
        return new Retention(table, what, period, applied, true, reason);
    }

    private static Retention other(
            String table, String what, Optional<Duration> period, Applied applied, String reason) {
        return new Retention(table, what, period, applied, false, reason);
    }

    private static Optional<Duration> days(int days) {
        return Optional.of(Duration.ofDays(days));
    }
}
