package io.claimstream.launcher.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose decisions are asked for, and of which days. */
final class AskedDecisions {

    @Option(names = "--insurer", paramLabel = "INSURER", description = "On claims of one insurer. Default: all.")
    private @Nullable String insurer;

    @Option(names = "--from", paramLabel = "DAY", description = "First day, UTC. Default: 90 days back.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day, UTC. Default: today.")
    private @Nullable String to;

    /** As it stands behind an address, question mark included; blank when everything is left to its default. */
    String query() {
        List<String> parts = new ArrayList<>();
        add(parts, "insurer", insurer);
        add(parts, "from", from);
        add(parts, "to", to);
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static void add(List<String> parts, String name, @Nullable String value) {
        if (value != null) {
            parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
