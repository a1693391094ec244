package io.claimstream.feedback.access;

/** What a caller is. Who may use which operation stands in {@code openapi.yaml}, as {@code x-roles}. */
public enum Role {
    /** An upstream claim system: submits claims and reads what became of them. */
    PRODUCER,
    /** Works on claims: reads, submits, gives feedback. */
    ADJUSTER,
    /** Trains, uploads and moves models. */
    ML_ENGINEER,
    /** Runs the system. */
    OPERATOR,
    /** Looks at everything and changes nothing. */
    AUDITOR,
    /** Has claimants erased, with a second person, and keeps from it those who may not be. */
    PRIVACY_OFFICER,
    /** Reads amounts and usage; sets rates and bills, where it serves every insurer. */
    FINANCE,
    /** May do everything. */
    ADMINISTRATOR
}
