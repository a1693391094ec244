package io.claimstream.launcher.command;

import java.io.Serial;

/** The command cannot be used like this. Exit code 2. The message is for people. */
public final class WrongUseException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public WrongUseException(String message) {
        super(message);
    }
}
