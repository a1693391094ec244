package io.claimstream.launcher.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.instance.InstanceApi;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** Has every score that a roll back left behind be done again, and waits for all of them. Not thread-safe. */
final class RescoreOrder {

    private static final long LOOK_MILLIS = 200;
    private static final List<String> FIELDS =
            List.of("insurer", "claimId", "revision", "liveScoreId", "scoreId", "modelVersion");

    private final InstanceApi api;
    private final Duration patience;
    private final Progress progress;

    /** @param patience how long the next answer is waited for */
    RescoreOrder(InstanceApi api, Duration patience, Progress progress) {
        this.api = api;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param totals counts and what moved, as the API shows them in the end
     * @param claims live and new estimate of each score, those that moved most first; a refused one has a code instead
     */
    record Outcome(ObjectNode totals, ArrayNode claims) {

        long refused() {
            return totals.path("refused").asLong();
        }

        /** The totals as lines for people: what moved is not nested. */
        ObjectNode lines() {
            ObjectNode lines = totals.deepCopy();
            JsonNode moved = lines.remove("moved");
            if (moved instanceof ObjectNode amounts) {
                lines.set("claimsMoved", amounts.remove("claims"));
                lines.setAll(amounts);
            }
            return lines;
        }
    }

    /**
     * Asks and waits.
     *
     * @param command link of the roll back
     * @param body reason, and the version if one is named
     * @throws OutsideWorldException when no answer comes for as long as the patience is
     */
    Outcome give(String command, ObjectNode body) throws InterruptedException {
        String link = command + "/rescore";
        long asked =
                api.post(link, body, "cli:" + UUID.randomUUID()).path("asked").asLong();
        ObjectNode totals = await(link, asked);
        ArrayNode claims = claims(totals.path("scores").asText());
        totals.remove("scores");
        if (totals.path("moved") instanceof ObjectNode moved) {
            List.of("before", "after", "difference").forEach(sum -> moved.put(sum, amount(moved.path(sum))));
        }
        return new Outcome(totals, claims);
    }

    private ObjectNode await(String link, long asked) throws InterruptedException {
        long answered = -1;
        long deadline = 0;
        try (Progress.Task task = progress.task("scores done again", asked)) {
            while (true) {
                ObjectNode totals = (ObjectNode) api.get(link);
                long now = totals.path("done").asLong() + totals.path("refused").asLong();
                task.at(now);
                boolean areAllKnown = totals.path("asked").asLong() >= asked;
                if (areAllKnown && totals.path("pending").asLong() == 0) {
                    return totals;
                }
                if (now > answered) {
                    answered = now;
                    deadline = System.nanoTime() + patience.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new OutsideWorldException(late(asked, now));
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    private String late(long asked, long answered) {
        return "Expected an answer to the next of " + asked + " requests within " + patience.toSeconds() + " s, but "
                + answered
                + " are answered. They stand and are not lost; see that the scoring-processor runs (its /readyz) "
                + "and whether a request is on claims.dead.v1, then 'models rescore' with the same command goes on.";
    }

    private ArrayNode claims(String first) throws InterruptedException {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        String next = first;
        while (!next.isEmpty()) {
            JsonNode page = api.get(next);
            page.path("scores").forEach(score -> rows.add(row(score)));
            next = page.path("next").asText("");
        }
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        StreamSupport.stream(rows.spliterator(), false)
                .sorted(Comparator.comparing((JsonNode row) ->
                                row.path("difference").decimalValue().abs())
                        .reversed())
                .forEach(sorted::add);
        return sorted;
    }

    private static ObjectNode row(JsonNode score) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (String field : FIELDS) {
            if (score.hasNonNull(field)) {
                row.set(field, score.get(field));
            }
        }
        if (score.hasNonNull("estimate") && score.hasNonNull("liveEstimate")) {
            BigDecimal before = amount(score.path("liveEstimate"));
            BigDecimal after = amount(score.path("estimate"));
            row.put("before", before).put("after", after).put("difference", after.subtract(before));
        }
        if (score.has("refusal")) {
            row.put("refusal", score.at("/refusal/code").asText());
        }
        return row;
    }

    /** With pence, whatever a parser makes of zeros at the end. */
    private static BigDecimal amount(JsonNode number) {
        return number.decimalValue().setScale(2, RoundingMode.HALF_EVEN);
    }
}
