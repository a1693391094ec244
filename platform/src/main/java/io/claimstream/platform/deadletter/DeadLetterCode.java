package io.claimstream.platform.deadletter;

/** Why a record is dead, beyond those that cannot be decoded. */
public enum DeadLetterCode {
    /** A bug was met while the record was processed; nothing was written for it. */
    PROCESSING_FAILED,
    /** What followed from the record could not be written; all of it was undone. */
    EFFECT_FAILED
}
