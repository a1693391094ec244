package io.claimstream.launcher.embedded;

import java.io.Serial;

/** A port that we need is in use: the outside world, not a bug. The message names the port and the setting that moves it. */
public final class PortTakenException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    PortTakenException(String host, int port, String setting, Throwable cause) {
        super(
                "Expected port " + port + " on " + host + " to be free, but something listens there. Stop it, or set "
                        + setting + " to another port.",
                cause);
    }
}
