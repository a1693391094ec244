package io.claimstream.launcher.command;

import java.io.Serial;

/** What the command was given to read cannot be used. Exit code 3. The message is for people. */
public final class BadInputException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }
}
