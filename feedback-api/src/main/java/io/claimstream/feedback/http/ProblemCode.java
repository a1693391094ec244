package io.claimstream.feedback.http;

import java.util.Locale;

/** The problems that the API answers with. Codes are stable: clients rely on them. */
public enum ProblemCode {
    MALFORMED_JSON(400, "The body is not JSON"),
    INVALID_BODY(400, "The body does not have the expected form"),
    INVALID_HEADER(400, "A header does not have the expected form"),
    BAD_REQUEST(400, "The request cannot be understood"),
    UNAUTHENTICATED(401, "A valid key or token is needed"),
    SIGN_IN_FAILED(401, "Login or password is wrong"),
    FORBIDDEN(403, "You may not do this"),
    CSRF_TOKEN_MISSING(403, "The change does not come from our pages"),
    WRONG_PASSWORD(403, "The password is wrong"),
    SECOND_PERSON_NEEDED(403, "Someone else must decide this"),
    PROTECTION_LIFTED(403, "Whoever lifted what kept the claimant does not have them erased"),
    PERSON_UNKNOWN(403, "Nobody knows which person this is"),
    ABOVE_AUTHORITY(403, "The amount is above what you may decide"),
    NOT_FOUND(404, "There is nothing here"),
    CLAIM_NOT_FOUND(404, "No such claim"),
    BATCH_NOT_FOUND(404, "No such batch"),
    SCORE_NOT_FOUND(404, "No such score"),
    FEEDBACK_NOT_FOUND(404, "No such feedback"),
    COMMAND_NOT_FOUND(404, "No such command"),
    SLOT_NOT_FOUND(404, "Nothing was ever decided in this slot"),
    VERSION_NOT_FOUND(404, "No such model version"),
    REPORT_NOT_FOUND(404, "No such report"),
    DATASET_NOT_FOUND(404, "No such dataset"),
    RUN_NOT_FOUND(404, "No such training run"),
    API_KEY_NOT_FOUND(404, "No such API key"),
    INVITATION_NOT_FOUND(404, "No such invitation"),
    PASSWORD_RESET_NOT_FOUND(404, "No such link for a new password"),
    USER_NOT_FOUND(404, "No such account"),
    NOT_IN_QUEUE(404, "No such claim waits for a person"),
    POLICY_NOT_FOUND(404, "No such policy"),
    APPROVAL_NOT_FOUND(404, "No such approval"),
    WEBHOOK_NOT_FOUND(404, "No such webhook"),
    DEAD_LETTER_NOT_FOUND(404, "No such dead letter"),
    REJECTION_NOT_FOUND(404, "No such rejection"),
    RATE_NOT_FOUND(404, "No such rate"),
    INVOICE_NOT_FOUND(404, "No such invoice"),
    CREDIT_NOTE_NOT_FOUND(404, "No such credit note"),
    CONTEST_NOT_FOUND(404, "Nothing such is contested"),
    EXERCISE_NOT_FOUND(404, "No such exercise"),
    SUBJECT_NOT_FOUND(404, "No such claimant"),
    ERASURE_NOT_FOUND(404, "No such erasure"),
    RECEIPT_NOT_FOUND(404, "No such receipt"),
    LEGAL_HOLD_NOT_FOUND(404, "No such legal hold"),
    RETENTION_DUTY_NOT_FOUND(404, "No such duty to keep records"),
    SESSION_NOT_FOUND(404, "Nobody is signed in here"),
    METHOD_NOT_ALLOWED(405, "The resource does not have this method"),
    TOO_SLOW(408, "The request comes too slowly"),
    NOT_ACCEPTABLE(406, "The resource does not have this form"),
    SCORE_SUPERSEDED(409, "A newer revision of the claim is scored"),
    IN_FLIGHT(409, "The same request is being carried out"),
    RESCORED_OTHERWISE(409, "The scores of this roll back are done again by another version"),
    SHOWN_ONCE(409, "The same request was carried out, and its answer is shown once"),
    LOGIN_TAKEN(409, "Someone has this login"),
    INVITATION_TAKEN_UP(409, "Someone has an account by the invitation"),
    USER_DEACTIVATED(409, "The person is let in no more"),
    APPROVAL_ENDED(409, "It was decided, or the time for it is over"),
    CLAIM_TAKEN(409, "Someone else works on the claim"),
    CLAIM_NOT_TAKEN(409, "Nobody works on the claim"),
    API_KEY_ENDED(409, "The key is expired or revoked"),
    WEBHOOK_PAUSED(409, "Nothing is sent to the webhook"),
    TOO_MANY_WEBHOOKS(409, "There are as many webhooks as there may be"),
    RATE_OVERLAPS(409, "Another rate holds in one of the months"),
    RATE_IN_USE(409, "An invoice stands that was made by the rate"),
    NO_RATE(409, "The insurer has no rate in the month"),
    MONTH_NOT_OVER(409, "The month has not ended"),
    NOTHING_TO_BILL(409, "Every score of the month is on an invoice"),
    DRAFT_OUTDATED(409, "The draft says what is not so any more"),
    INVOICE_STATE(409, "The invoice does not stand where this can be done"),
    CONTEST_STATE(409, "That cannot be done with it as it stands"),
    CLAIM_SETTLED(409, "The claim is settled"),
    EXERCISE_STATE(409, "That cannot be done with the exercise as it stands"),
    TOO_FEW_CLAIMS(409, "Too few claims are fit for an exercise"),
    LATER_INVOICE(409, "Another invoice builds on it"),
    LEGAL_HOLD(409, "A legal hold keeps the claimant's records"),
    RETENTION_DUTY(409, "The law has the claimant's records kept"),
    ERASURE_ENDED(409, "It was decided, or the time for it is over"),
    SUBJECT_ERASED(409, "The claimant is erased"),
    INVITATION_ENDED(410, "The invitation has ended"),
    PASSWORD_RESET_ENDED(410, "The link for a new password has ended"),
    EVIDENCE_GONE(410, "What the score was made from is gone"),
    ERASED(410, "The claimant was erased"),
    CONTENTS_GONE(410, "The record is not on its topic any more"),
    PRECONDITION_FAILED(412, "It was changed since you saw it"),
    BODY_TOO_LARGE(413, "The body is too large"),
    BATCH_TOO_LONG(413, "The batch has too many lines"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json"),
    UNSUPPORTED_ENCODING(415, "The body must not be compressed"),
    MISDIRECTED(421, "The request is for another host"),
    CLAIM_REJECTED(422, "The claim breaks rules"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key came before with another body"),
    NOTHING_TO_WITHDRAW(422, "There is no such feedback to take back"),
    VERSION_REFUSED(422, "The model version does not pass the checks"),
    VERSION_NOT_FOR_CLAIM(422, "The model version is for other claims"),
    NOT_SCORABLE(422, "The model version cannot score these facts"),
    SCORED_BY_BASELINE(422, "No model made the score"),
    NO_SUCH_WORKER(422, "Nobody of that name may work on the claim"),
    NOT_REPLAYABLE(422, "The letter is not put back"),
    CREDIT_REFUSED(422, "The invoice has less to give back"),
    ADDRESS_REFUSED(422, "Nothing is sent to this address"),
    PRECONDITION_REQUIRED(428, "Say which version you have seen"),
    RATE_LIMITED(429, "Too many requests"),
    CLAIM_DEAD_LETTERED(500, "The claim died on its way to a score"),
    RECORD_ALTERED(500, "Somebody has changed this record in the database"),
    INTERNAL(500, "Something is wrong on our side"),
    KAFKA_UNAVAILABLE(503, "Kafka does not answer"),
    DATABASE_UNAVAILABLE(503, "The database does not answer"),
    SEALING_UNAVAILABLE(503, "A key that texts are sealed with is missing"),
    RECEIPT_KEY_UNAVAILABLE(503, "The key that receipts are signed with is missing"),
    IDENTITY_PROVIDER_UNAVAILABLE(503, "The identity provider does not answer"),
    TOO_BUSY(503, "Too many requests wait already"),
    CATCHING_UP(503, "The read model is catching up");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Identifies the kind of problem as a URI. */
    String type() {
        return "urn:claimstream:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether trying again soon makes sense. */
    public boolean passing() {
        return status == 503 || this == IN_FLIGHT;
    }
}
