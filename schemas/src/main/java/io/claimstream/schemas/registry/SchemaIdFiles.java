package io.claimstream.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One small file for each schema id. Files appear whole or not at all, so processes may share the directory and be killed. */
final class SchemaIdFiles {

    private static final Logger LOGGER = LoggerFactory.getLogger(SchemaIdFiles.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ENDING = ".json";

    private final Path dir;

    SchemaIdFiles(Path dir) {
        this.dir = dir;
        try {
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to keep schema ids in " + dir + ".", e);
        }
    }

    List<SchemaIdCache.Entry> load() {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(SchemaIdFiles::read)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the schema ids in " + dir + ".", e);
        }
    }

    void save(SchemaIdCache.Entry entry) {
        ObjectNode json = MAPPER.createObjectNode();
        entry.subject().ifPresent(subject -> json.put("subject", subject));
        json.put("id", entry.id()).put("schema", entry.schema().toString());
        try {
            Path whole = dir.resolve(name(entry) + ENDING);
            Path part = dir.resolve(UUID.randomUUID() + ".part");
            Files.write(part, MAPPER.writeValueAsBytes(json));
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to keep a schema id in " + dir + ".", e);
        }
    }

    private static Optional<SchemaIdCache.Entry> read(Path file) {
        try {
            JsonNode json = MAPPER.readTree(file.toFile());
            return Optional.of(new SchemaIdCache.Entry(
                    Optional.ofNullable(json.path("subject").textValue()),
                    json.required("id").intValue(),
                    new Schema.Parser().parse(json.required("schema").textValue())));
        } catch (IOException | IllegalArgumentException | AvroRuntimeException e) {
            // The registry will be asked again.
            LOGGER.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("kept schema id is not readable");
            return Optional.empty();
        }
    }

    private static String name(SchemaIdCache.Entry entry) {
        return entry.subject()
                .map(subject -> "subject-"
                        + UUID.nameUUIDFromBytes((subject + "\n" + entry.schema()).getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> "id-" + entry.id());
    }

    @Override
    public String toString() {
        return dir.toString();
    }
}
