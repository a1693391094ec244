package io.claimstream.launcher.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.domain.ledger.KeptEnd;
import io.claimstream.domain.ledger.LedgerHash;
import io.claimstream.launcher.command.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An earlier output of {@code audit verify} that somebody kept. */
final class KeptOutput {

    private static final ObjectMapper JSON = new ObjectMapper();

    private KeptOutput() {}

    /**
     * The ends of chains in a file.
     *
     * @throws BadInputException when it is no such output
     */
    static List<KeptEnd> read(Path file) {
        try {
            List<KeptEnd> ends = new ArrayList<>();
            JSON.readTree(Files.readString(file)).path("chains").forEach(it -> ends.add(end(file, it)));
            if (ends.isEmpty()) {
                throw refused(file, "it has no 'chains'");
            }
            return ends;
        } catch (JsonProcessingException e) {
            throw refused(file, "it is no JSON");
        } catch (IOException e) {
            throw refused(file, "it cannot be read");
        }
    }

    private static KeptEnd end(Path file, JsonNode chain) {
        long heads = chain.path("head").asLong(0);
        for (String number : heads > 0 ? List.of("partition", "entries", "head") : List.of("partition", "entries")) {
            if (!chain.path(number).canConvertToExactIntegral()
                    || chain.path(number).asLong() < 0) {
                throw refused(file, "a chain has no '" + number + "'");
            }
        }
        return new KeptEnd(
                chain.path("partition").asInt(),
                chain.path("entries").asLong(),
                hash(file, chain, "hash"),
                heads,
                heads > 0 ? hash(file, chain, "headHash") : LedgerHash.NONE);
    }

    private static String hash(Path file, JsonNode chain, String name) {
        String hash = chain.path(name).asText();
        if (!hash.matches("[0-9a-f]{64}")) {
            throw refused(file, "a chain has no '" + name + "'");
        }
        return hash;
    }

    private static BadInputException refused(Path file, String why) {
        return new BadInputException(
                "Expected an earlier output of 'audit verify --output json' in '" + file + "', but " + why + ".");
    }
}
