package io.claimstream.feedback.privacy;

/** Why something about privacy was not done. The names are the codes of the API. */
public enum PrivacyRefusal {
    /** Nothing is known of such a claimant. */
    SUBJECT_NOT_FOUND,
    ERASURE_NOT_FOUND,
    RECEIPT_NOT_FOUND,
    LEGAL_HOLD_NOT_FOUND,
    RETENTION_DUTY_NOT_FOUND,
    /** Somebody has the claimant's records kept. */
    LEGAL_HOLD,
    /** The law has them kept. */
    RETENTION_DUTY,
    /** It was decided, or the time for it is over. */
    ERASURE_ENDED,
    /** The claimant is erased, so nothing can be kept. */
    SUBJECT_ERASED,
    /** Whoever asked cannot be the second. */
    SECOND_PERSON_NEEDED,
    /** Whoever lifted what kept the claimant cannot have them erased. */
    PROTECTION_LIFTED,
    /** The read model does not have every erasure yet. */
    CATCHING_UP,
    /** Nobody knows which person asks or confirms. */
    PERSON_UNKNOWN
}
