package io.claimstream.platform.http;

import java.io.IOException;

/** A port cannot be served, most often because another process has it. */
public final class PortTakenException extends RuntimeException {

    public PortTakenException(String host, int port, IOException cause) {
        super(
                "Expected to serve " + host + ":" + port + ", but the port cannot be had (" + cause.getMessage()
                        + "). Stop what uses it, or configure another port.",
                cause);
    }
}
