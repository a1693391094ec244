package io.claimstream.platform.pseudonym;

/** A key that references are looked up by is not here, or another is in its place. No pseudonym can be told until it is. */
public final class PseudonymKeyMissingException extends RuntimeException {

    PseudonymKeyMissingException(String message) {
        super(message);
    }
}
