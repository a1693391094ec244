package io.claimstream.platform.deadletter;

/** Why a record is dead, beyond those that cannot be decoded. */
public enum DeadLetterCode {
    /** A bug was met while the record was processed; nothing was written for it. */
    PROCESSING_FAILED,
    /** Its bytes are sealed, and no key of this installation opens them. */
    CANNOT_OPEN,
    /** What followed from the record could not be written; all of it was undone. */
    EFFECT_FAILED
}
