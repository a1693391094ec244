package io.claimstream.launcher.instance;

import io.claimstream.platform.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address that are free now, all different, and none of those that systems give to connections going out (from 32768
 * on Linux, 49152 elsewhere): those come and go by the hundred while services start. Another server may still take one a moment later;
 * then a start says so.
 */
public final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private FreePorts() {}

    /** A port for each setting of the all-in-one that names one, by the setting's key. May be changed. */
    public static Map<String, Integer> ofAllInOne() {
        return of(Services.settings().stream()
                .map(Setting::key)
                .filter(key -> key.endsWith(".port"))
                .toList());
    }

    /**
     * A port for each name. May be changed.
     *
     * @throws IllegalStateException when there are not so many
     */
    public static Map<String, Integer> of(Collection<String> names) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        int start = ThreadLocalRandom.current().nextInt(COUNT);
        Iterator<String> left = names.iterator();
        try {
            for (int i = 0; i < COUNT && left.hasNext(); i++) {
                // Held until the last is found, so that all differ.
                Optional<ServerSocket> socket = bound(FIRST + (start + i) % COUNT);
                socket.ifPresent(it -> {
                    held.add(it);
                    ports.put(left.next(), it.getLocalPort());
                });
            }
        } finally {
            held.forEach(FreePorts::release);
        }
        if (left.hasNext()) {
            throw new IllegalStateException(
                    "Expected " + names.size() + " free ports, but found " + ports.size() + ".");
        }
        return ports;
    }

    private static Optional<ServerSocket> bound(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
