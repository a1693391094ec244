package io.claimstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ClaimFeedback;
import io.claimstream.schemas.fixture.EventClasses;
import io.claimstream.schemas.registry.PublishedSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every schema is FULL_TRANSITIVE: it reads, and is read by, each released copy of itself. */
final class ReleasedSchemasTest {

    private static final Path RELEASED = Path.of("src/released");
    private static final String HELP =
            """
            A schema no longer fits a released copy of itself in schemas/src/released. A released version never changes: give the \
            new field a default, or make a new topic. While that version is still unreleased: \
            mvn -pl schemas test -Dtest=ReleasedSchemasTest -Dschemas.release=VERSION""";

    /** The released schema of a record. */
    record Released(String version, Path file, Schema schema) {}

    @BeforeAll
    static void writeCopiesWhenAsked() throws IOException {
        String version = System.getProperty("schemas.release", "");
        if (version.isEmpty()) {
            return;
        }
        Path dir = Files.createDirectories(RELEASED.resolve(version));
        for (Map.Entry<String, Schema> entry : current().entrySet()) {
            Files.writeString(
                    dir.resolve(entry.getKey() + ".avsc"),
                    SchemaFormatter.format("json/pretty", entry.getValue()) + "\n");
        }
    }

    @Test
    void shouldReadAndBeReadByEveryReleasedCopy() {
        // Given
        Map<String, Schema> current = current();

        // When
        List<String> conflicts = released().stream()
                .flatMap(copy -> {
                    Schema now = current.get(copy.schema().getFullName());
                    return now == null
                            ? Stream.of(copy.file() + " is no longer there")
                            : SchemaRules.conflicts(copy.version(), copy.schema(), now).stream();
                })
                .toList();

        // Then
        assertThat(conflicts).as(HELP).isEmpty();
        assertThat(released()).isNotEmpty();
    }

    @Test
    void shouldNoticeEachKindOfBreak() {
        // Given
        String schema = PublishedSchema.of(ClaimFeedback.getClassSchema()).toString();
        Schema released = new Schema.Parser().parse(schema);

        // Then: it has two amounts.
        assertThat(conflicts(released, schema.replace("\"scale\":2", "\"scale\":4")))
                .hasSize(2);
        assertThat(conflicts(released, schema.replace("timestamp-micros", "timestamp-millis")))
                .hasSize(1);
        assertThat(conflicts(released, schema.replace("\"name\":\"actor\"", "\"name\":\"who\"")))
                .hasSize(2);
        assertThat(conflicts(released, schema)).isEmpty();
    }

    private static List<String> conflicts(Schema released, String changed) {
        return SchemaRules.conflicts("1", released, new Schema.Parser().parse(changed));
    }

    private static Map<String, Schema> current() {
        return EventClasses.all().stream()
                .map(type -> PublishedSchema.of(SpecificData.get().getSchema(type)))
                .collect(Collectors.toMap(Schema::getFullName, Function.identity()));
    }

    private static List<Released> released() {
        try (Stream<Path> files = Files.walk(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .map(ReleasedSchemasTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Released read(Path file) {
        try {
            return new Released(
                    RELEASED.relativize(file).getName(0).toString(),
                    file,
                    new Schema.Parser().parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
