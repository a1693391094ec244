package io.claimstream.launcher.instance;

import io.claimstream.platform.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ports of the loopback address that are free now, all different. Another process may take one a moment later; then a start says so. */
public final class FreePorts {

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
     * @throws UncheckedIOException when there are not so many
     */
    public static Map<String, Integer> of(Collection<String> names) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (String name : names) {
                // Held until the last is found: the machine would give a released one again.
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.put(name, socket.getLocalPort());
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected " + names.size() + " free ports.", e);
        } finally {
            held.forEach(FreePorts::release);
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
