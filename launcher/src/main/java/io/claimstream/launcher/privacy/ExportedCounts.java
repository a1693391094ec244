package io.claimstream.launcher.privacy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.claimstream.launcher.command.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an export says of itself, read without holding the rest of it.
 *
 * @param insurer whose claimant
 * @param subject pseudonym
 * @param isErased whether there is only a receipt
 * @param counts records that it holds, by topic
 */
record ExportedCounts(String insurer, String subject, boolean isErased, Map<String, Long> counts) {

    ExportedCounts {
        counts = Map.copyOf(counts);
    }

    /** @throws BadInputException when the file is no whole export */
    static ExportedCounts read(Path file) {
        String insurer = "";
        String subject = "";
        boolean isErased = false;
        Map<String, Long> counts = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "insurer" -> insurer = json.getText();
                    case "subject" -> subject = json.getText();
                    case "counts" -> counts(json, counts);
                    default -> {
                        isErased |= field.equals("erased");
                        json.skipChildren();
                    }
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw broken(file);
            }
        } catch (IOException e) {
            throw broken(file);
        }
        return new ExportedCounts(insurer, subject, isErased, counts);
    }

    private static void counts(JsonParser json, Map<String, Long> counts) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String topic = json.currentName();
            json.nextToken();
            counts.put(topic, json.getLongValue());
        }
    }

    private static BadInputException broken(Path file) {
        return new BadInputException("Expected a whole export in " + file + ", but it ends or is written otherwise.");
    }
}
