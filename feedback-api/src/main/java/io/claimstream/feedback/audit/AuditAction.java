package io.claimstream.feedback.audit;

/** What is kept in the audit trail. The names are stable: they stand in the table and in the API. */
public enum AuditAction {
    API_KEY_CREATED,
    API_KEY_ROTATED,
    API_KEY_REVOKED,
    MODEL_COMMANDED,
    MODEL_UPLOADED,
    APPROVAL_ASKED,
    APPROVAL_GIVEN,
    APPROVAL_DECLINED,
    FEEDBACK_GIVEN,
    FEEDBACK_REVISED,
    CLAIM_TAKEN,
    CLAIM_RELEASED,
    CLAIM_HANDED_OVER,
    ACCEPTANCE_CHANGED,
    AUTHORITY_CHANGED,
    RESCORE_ASKED,
    READ_MODEL_REBUILT,
    DEAD_LETTER_READ,
    DEAD_LETTER_REPLAYED,
    REJECTION_READ,
    WEBHOOK_CREATED,
    WEBHOOK_CHANGED,
    WEBHOOK_DELETED,
    WEBHOOK_ROTATED,
    WEBHOOK_REPLAYED,
    WEBHOOK_TESTED,
    USER_INVITED,
    INVITATION_REVOKED,
    USER_JOINED,
    USER_CHANGED,
    PASSWORD_CHANGED,
    PASSWORD_RESET_OFFERED,
    PASSWORD_RESET,
    SIGNED_IN,
    SIGNED_OUT,
    /** Someone could not sign in. */
    SIGN_IN_FAILED,
    /** A known caller asked for what it may not do. */
    ACCESS_REFUSED
}
