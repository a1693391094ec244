package io.claimstream.launcher.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream audit agreement}. */
@Command(
        name = "agreement",
        mixinStandardHelpOptions = true,
        description = {
            "Tells by person and model version how often people agreed with estimates or changed them, how quickly, and how right either turned out to be.",
            "'watch' is a reason to talk with somebody, and a proof of nothing."
        })
final class AgreementCommand implements Callable<Integer> {

    @Mixin
    private final Connection connection = new Connection();

    @Option(names = "--insurer", paramLabel = "INSURER", description = "On claims of one insurer. Default: all.")
    private @Nullable String insurer;

    @Option(names = "--from", paramLabel = "DAY", description = "First day, UTC. Default: 90 days back.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day, UTC. Default: today.")
    private @Nullable String to;

    @Override
    public Integer call() throws InterruptedException {
        JsonNode agreement = connection.open().get("/v1/agreement" + query());
        if (connection.common().output() == OutputFormat.JSON) {
            connection.common().printer().object((ObjectNode) agreement);
        } else {
            connection.common().printer().list(table(agreement));
        }
        return ExitCode.DONE.number();
    }

    private String query() {
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

    private static ArrayNode table(JsonNode agreement) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        agreement.path("people").forEach(it -> row(rows, it.path("actor").asText(), it));
        agreement.path("models").forEach(it -> row(rows, it.path("modelVersion").asText(), it));
        row(rows, "together", agreement.path("total"));
        return rows;
    }

    private static void row(ArrayNode rows, String name, JsonNode sums) {
        ObjectNode row = rows.addObject().put("who", name);
        for (String count : List.of("decisions", "agreed", "raised", "lowered")) {
            row.put(count, sums.path(count).asLong());
        }
        for (String share : List.of("agreement", "quick", "off", "closer")) {
            JsonNode value = sums.path(share).path("value");
            row.put(share, value.isMissingNode() ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * value.asDouble()));
        }
        List<String> watch = new ArrayList<>();
        sums.path("watch").forEach(it -> watch.add(it.asText()));
        row.put("watch", String.join(" ", watch));
    }
}
