package io.claimstream.feedback.events;

/** As many streams are open as may be. */
public final class TooManyStreamsException extends RuntimeException {

    TooManyStreamsException(String message) {
        super(message);
    }
}
