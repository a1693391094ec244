package io.claimstream.launcher.command;

import java.io.Serial;

/** Something outside does not do what the command needs. Exit code 4. The message is for people. */
public final class OutsideWorldException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public OutsideWorldException(String message) {
        super(message);
    }
}
