package io.claimstream.launcher.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.instance.InstanceApi;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the scores that a withdrawn version left behind to a file, one a line. */
final class WithdrawnList {

    private WithdrawnList() {}

    /** A file that cannot be written is told before anything is moved. */
    static void requireWritable(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new BadInputException("Expected a file that can be written, but '" + file + "' is none ("
                    + e.getClass().getSimpleName() + ").");
        }
    }

    /**
     * Writes CSV with a header. Claim ids hold neither commas nor quotes.
     *
     * @param link the first page, as the API names it
     */
    static void write(InstanceApi api, String link, Path file) throws IOException, InterruptedException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("insurer,claimId,revision,scoreId\n");
            String next = link;
            while (!next.isEmpty()) {
                JsonNode page = api.get(next);
                for (JsonNode score : page.path("scores")) {
                    out.write(line(score));
                }
                next = page.path("next").asText("");
            }
        }
    }

    private static String line(JsonNode score) {
        return score.path("insurer").asText()
                + ','
                + score.path("claimId").asText()
                + ','
                + score.path("revision").asInt()
                + ','
                + score.path("scoreId").asText()
                + '\n';
    }
}
