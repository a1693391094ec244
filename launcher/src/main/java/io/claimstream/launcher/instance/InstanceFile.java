package io.claimstream.launcher.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Where a running instance writes its addresses, so that commands find it. After a kill -9 an old one stays. */
public final class InstanceFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /** The file of a data directory. */
    public InstanceFile(Path dataDir) {
        this.file = dataDir.resolve("instance.json");
    }

    /** Replaces the file in one step. */
    void write(Addresses addresses) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("pid", ProcessHandle.current().pid())
                .put("api", addresses.api().toString())
                .put("kafka", addresses.kafka())
                .put("schemaRegistry", addresses.schemaRegistry().toString());
        Path aside = file.resolveSibling("instance.json.new");
        try {
            Files.writeString(aside, json.toPrettyString());
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file, e);
        }
    }

    /** The addresses last written; empty when there are none, or none that can be read. */
    public Optional<Addresses> read() {
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            return Optional.of(new Addresses(
                    URI.create(json.required("api").asText()),
                    json.required("kafka").asText(),
                    URI.create(json.required("schemaRegistry").asText())));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to remove " + file, e);
        }
    }
}
