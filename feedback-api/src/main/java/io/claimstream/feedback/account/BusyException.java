package io.claimstream.feedback.account;

/** Too many passwords wait to be checked. */
public final class BusyException extends RuntimeException {

    BusyException() {
        super("Too many passwords wait to be checked.");
    }
}
