package io.claimstream.launcher.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.models.Connection;
import io.claimstream.platform.service.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private final AskedDecisions asked = new AskedDecisions();

    @Override
    public Integer call() throws InterruptedException {
        JsonNode agreement = connection.open().get("/v1/agreement" + asked.query());
        if (connection.common().output() == OutputFormat.JSON) {
            connection.common().printer().object((ObjectNode) agreement);
        } else {
            connection.common().printer().list(table(agreement));
        }
        return ExitCode.DONE.number();
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
            row.put(share, share(sums, share));
        }
        List<String> watch = new ArrayList<>();
        sums.path("watch").forEach(it -> watch.add(it.asText()));
        row.put("watch", String.join(" ", watch));
    }

    /** A share in per cent; blank when there were too few cases to tell one. */
    static String share(JsonNode sums, String name) {
        JsonNode value = sums.path(name).path("value");
        return value.isMissingNode() ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * value.asDouble());
    }
}
