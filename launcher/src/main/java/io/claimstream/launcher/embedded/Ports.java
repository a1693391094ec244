package io.claimstream.launcher.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at TCP ports of this machine. A port that is free now may be taken a moment later; whoever binds it still has to look. */
public final class Ports {

    private Ports() {}

    /** A port of the loopback address that is free now. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes sure that a port can be bound.
     *
     * @param setting configuration key of the port, for the message
     * @throws PortTakenException when it cannot
     */
    public static void requireFree(String host, int port, String setting) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new PortTakenException(host, port, setting, e);
        }
    }

    static void check(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Expected a port from 1 to 65535, but got " + port + ".");
        }
    }
}
