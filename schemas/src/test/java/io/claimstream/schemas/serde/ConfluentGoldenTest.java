package io.claimstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.PublishedSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with bytes written by Confluent's JavaScript client. How to write them anew: schemas/src/test/js/README.md. */
final class ConfluentGoldenTest {

    /** One event as the other client wrote it. */
    record Golden(String topic, Class<? extends SpecificRecord> type, String name, JsonNode event, String hex) {

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return type.getSimpleName() + ", " + name;
        }
    }

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);

    static Stream<Golden> goldens() {
        try (InputStream file =
                Objects.requireNonNull(ConfluentGoldenTest.class.getResourceAsStream("/golden/confluent-js.json"))) {
            JsonNode json = EventJson.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            return StreamSupport.stream(json.get("events").spliterator(), false).map(ConfluentGoldenTest::golden);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Golden golden(JsonNode json) {
        String topic = json.get("topic").textValue();
        Class<? extends SpecificRecord> type = Topics.ALL.stream()
                .filter(each -> each.name().equals(topic))
                .findFirst()
                .map(Topic::value)
                .orElseThrow()
                .asSubclass(SpecificRecord.class);
        return new Golden(
                topic,
                type,
                json.get("name").textValue(),
                json.get("event"),
                json.get("bytes").textValue());
    }

    /** The other client's registry gave ids in the order of first use. */
    @BeforeEach
    void registerInTheSameOrder() {
        goldens()
                .forEach(golden -> registry.register(
                        golden.topic() + "-value",
                        PublishedSchema.of(SpecificData.get().getSchema(golden.type()))));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void shouldReadWhatConfluentsClientWrote(Golden golden) {
        // When
        SpecificRecord read = serdes.of(golden.type()).deserializer().deserialize(golden.topic(), golden.bytes());

        // Then
        assertThat(read).isEqualTo(EventJson.fromJson(golden.event(), golden.type()));
        assertThat(EventJson.format(EventJson.toJson(read))).isEqualTo(EventJson.format(golden.event()));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void shouldWriteTheBytesThatConfluentsClientWrote(Golden golden) {
        assertThat(written(golden.type(), golden)).isEqualTo(golden.bytes());
    }

    @Test
    void shouldCoverAFullAndASparseClaim() {
        assertThat(goldens().filter(golden -> golden.type() == ClaimSubmitted.class))
                .hasSize(2);
    }

    private <T extends SpecificRecord> byte[] written(Class<T> type, Golden golden) {
        Serde<T> serde = serdes.of(type);
        return serde.serializer().serialize(golden.topic(), EventJson.fromJson(golden.event(), type));
    }
}
