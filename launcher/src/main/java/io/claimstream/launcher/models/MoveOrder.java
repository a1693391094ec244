package io.claimstream.launcher.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.instance.InstanceApi;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Gives one command and waits until what it ordered is in service, or refused. Not thread-safe. */
final class MoveOrder {

    private static final long LOOK_MILLIS = 50;
    private static final String NONE = "";

    private final InstanceApi api;
    private final Duration patience;
    private final Progress progress;

    MoveOrder(InstanceApi api, Duration patience, Progress progress) {
        this.api = api;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * What came of a command.
     *
     * @param command the command as the API shows it in the end
     * @param took from sending it to the answer, or to service
     */
    record Outcome(JsonNode command, Duration took) {

        boolean isRefused() {
            return command.path("state").asText().equals("refused");
        }

        /** Whether it took a version out of service that had scored. */
        boolean withdrew() {
            return command.path("withdrawn").isObject();
        }

        String refusal() {
            JsonNode answer = command.path("answer");
            return answer.path("code").asText("REFUSED") + ": "
                    + answer.path("reason").asText();
        }

        ObjectNode toJson() {
            JsonNode answer = command.path("answer");
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("commandId", command.path("commandId").asText())
                    .put("state", command.path("state").asText())
                    .put("action", answer.path("action").asText())
                    .put("version", answer.path("version").asText())
                    .put("previousVersion", answer.path("previousVersion").asText());
            if (answer.has("code")) {
                json.put("code", answer.path("code").asText());
            }
            json.put("reason", answer.path("reason").asText())
                    .put("seconds", Math.round(took.toMillis() / 10.0) / 100.0);
            JsonNode withdrawn = command.path("withdrawn");
            if (withdrawn.isObject()) {
                json.put("withdrawnVersion", withdrawn.path("version").asText())
                        .put("withdrawnSince", withdrawn.path("since").asText())
                        .put("claimsScoredByIt", withdrawn.path("claims").asLong());
            }
            return json;
        }
    }

    /**
     * Gives the command.
     *
     * @param body as {@code POST /v1/models/commands} takes it
     * @throws OutsideWorldException when there is no answer in time, or it is not in service
     */
    Outcome give(ObjectNode body) throws InterruptedException {
        long began = System.nanoTime();
        return await(api.post("/v1/models/commands", body, "cli:" + UUID.randomUUID()), began);
    }

    /**
     * Gives a model that was made elsewhere.
     *
     * @param request slot and reason
     * @param files files of the parts of the form
     * @throws OutsideWorldException when there is no answer in time, or it is not in service
     */
    Outcome upload(ObjectNode request, Map<String, Path> files) throws InterruptedException, FileNotFoundException {
        long began = System.nanoTime();
        return await(api.postForm("/v1/models", request, files, "cli:" + UUID.randomUUID()), began);
    }

    private Outcome await(JsonNode receipt, long began) throws InterruptedException {
        String link = receipt.path("link").asText();
        long deadline = began + patience.toNanos();
        String said = NONE;
        while (true) {
            JsonNode command = api.get(link);
            String waiting = waiting(command);
            if (waiting.equals(NONE)) {
                return new Outcome(command, Duration.ofNanos(System.nanoTime() - began));
            }
            if (System.nanoTime() > deadline) {
                throw new OutsideWorldException(late(command, waiting));
            }
            if (!waiting.equals(said)) {
                progress.say("Waits: " + waiting + ".");
                said = waiting;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** What is waited for, in plain words; empty for nothing. */
    private static String waiting(JsonNode command) {
        if (command.path("state").asText().equals("pending")) {
            return "the retrain worker has not answered";
        }
        JsonNode inService = command.path("inService");
        long scorers = inService.path("scorers").asLong();
        long serving = inService.path("serving").asLong();
        return inService.isMissingNode() || serving == scorers
                ? NONE
                : serving + " of " + scorers + " scoring-processors serve it";
    }

    private String late(JsonNode command, String waiting) {
        String id = command.path("commandId").asText();
        boolean isPending = command.path("state").asText().equals("pending");
        return "Expected command " + id + " to take effect within " + patience.toSeconds() + " s, but " + waiting
                + ". It stands and is not lost; "
                + (isPending
                        ? "see that the retrain worker runs (its /readyz), then 'models history' shows the answer."
                        : "the /readyz of each scoring-processor says what it waits for.");
    }
}
