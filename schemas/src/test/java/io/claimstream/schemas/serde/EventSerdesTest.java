package io.claimstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.fixture.EventClasses;
import io.claimstream.schemas.fixture.RandomEvents;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.IncompatibleSchemaException;
import io.claimstream.schemas.registry.PublishedSchema;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

final class EventSerdesTest {

    private static final String TOPIC = "claims.submitted.v1";
    private static final RecordRef REF =
            RecordRef.newBuilder().setPartition(3).setOffset(44).build();

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);

    @Property(tries = 100)
    void shouldReadBackWhatItWrites(@ForAll long seed) {
        RandomEvents random = new RandomEvents(seed);
        for (Class<? extends SpecificRecord> type : EventClasses.all()) {
            assertReadBack(type, random);
        }
    }

    private <T extends SpecificRecord> void assertReadBack(Class<T> type, RandomEvents random) {
        // Given
        T event = random.next(type);
        Serde<T> serde = serdes.of(type);

        // When
        T read = serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, event));

        // Then
        assertThat(read).isEqualTo(event);
    }

    @Test
    void shouldRegisterThePublishedSchemaUnderTheTopic() {
        // When
        byte[] frame = serdes.of(Topics.CLAIMS_SUBMITTED)
                .serializer()
                .serialize(TOPIC, new RandomEvents(1).next(ClaimSubmitted.class));

        // Then
        Schema registered = registry.latest("claims.submitted.v1-value").schema();
        assertThat(registered.toString()).doesNotContain("avro.java.string");
        assertThat(registered.getDoc()).isNotBlank();
        assertThat(frame).startsWith(0, 0, 0, 0, 1);
    }

    @Test
    void shouldKeepAbsenceInStoresAsAbsence() {
        assertThat(serdes.of(RecordRef.class).serializer().serialize(TOPIC, null))
                .isNull();
    }

    @Test
    void shouldBeSharedBetweenThreads() {
        // Given
        Serde<ClaimSubmitted> serde = serdes.of(ClaimSubmitted.class);
        List<ClaimSubmitted> events = IntStream.range(0, 2000)
                .mapToObj(seed -> new RandomEvents(seed).next(ClaimSubmitted.class))
                .toList();

        // When
        List<ClaimSubmitted> read = events.parallelStream()
                .map(event -> serde.deserializer()
                        .deserialize(TOPIC, serde.serializer().serialize(TOPIC, event)))
                .toList();

        // Then
        assertThat(read).isEqualTo(events);
    }

    @Test
    void shouldWorkFromKafkaConfiguration() {
        // Given
        AvroSerializer<RecordRef> serializer = new AvroSerializer<>();
        AvroDeserializer<RecordRef> deserializer = new AvroDeserializer<>();
        serializer.configure(
                Map.of(
                        AvroSerdeConfig.INSTANCE,
                        registry,
                        AvroSerdeConfig.VALUE_NAMING,
                        "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy"),
                false);
        deserializer.configure(Map.of(AvroSerdeConfig.INSTANCE, registry), false);

        // When
        RecordRef read = deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, REF));

        // Then
        assertThat(read).isEqualTo(REF);
        assertThat(registry.latest(TOPIC + "-io.claimstream.event.RecordRef").id())
                .isEqualTo(1);
    }

    @Test
    void shouldNameSubjectsOfKeysAndRecords() {
        // Given
        Schema schema = PublishedSchema.of(REF.getSchema());

        // Then
        assertThat(SubjectNaming.TOPIC.subject("t", SubjectNaming.Part.KEY, schema))
                .isEqualTo("t-key");
        assertThat(SubjectNaming.RECORD.subject("t", SubjectNaming.Part.VALUE, schema))
                .isEqualTo("io.claimstream.event.RecordRef");
        assertThat(SubjectNaming.named("k", "RecordNameStrategy")).isEqualTo(SubjectNaming.RECORD);
        assertThatThrownBy(() -> SubjectNaming.named("k", "Other")).isInstanceOf(ConfigException.class);
    }

    @Test
    void shouldNotRegisterWhenToldNotTo() {
        // Given
        AvroSerializer<RecordRef> serializer = serializer(Map.of(AvroSerdeConfig.AUTO_REGISTER, "false"));

        // Then
        assertThatThrownBy(() -> serializer.serialize(TOPIC, REF)).isInstanceOf(UnknownSchemaException.class);
        registry.register(TOPIC + "-value", PublishedSchema.of(REF.getSchema()));
        assertThat(serializer.serialize(TOPIC, REF)).startsWith(0, 0, 0, 0, 1);
    }

    @Test
    void shouldWriteInTheNewestSchemaWhenToldTo() {
        // Given
        Schema newest = SchemaBuilder.record("io.claimstream.event.RecordRef")
                .fields()
                .requiredLong("offset")
                .optionalString("cluster")
                .requiredInt("partition")
                .endRecord();
        registry.register(TOPIC + "-value", newest);
        AvroSerializer<RecordRef> serializer =
                serializer(Map.of(AvroSerdeConfig.AUTO_REGISTER, false, AvroSerdeConfig.USE_LATEST, true));

        // When
        byte[] frame = serializer.serialize(TOPIC, REF);

        // Then
        assertThat(frame).containsExactly(0, 0, 0, 0, 1, 88, 0, 6);
        assertThat(new AvroDeserializer<>(registry, RecordRef.class).deserialize(TOPIC, frame))
                .isEqualTo(REF);
    }

    @Test
    void shouldRefuseANewestSchemaThatCannotHoldTheRecord() {
        // Given
        registry.register(
                TOPIC + "-value",
                SchemaBuilder.record("io.claimstream.event.RecordRef")
                        .fields()
                        .requiredString("cluster")
                        .endRecord());
        AvroSerializer<RecordRef> serializer =
                serializer(Map.of(AvroSerdeConfig.AUTO_REGISTER, false, AvroSerdeConfig.USE_LATEST, true));

        // Then
        assertThatThrownBy(() -> serializer.serialize(TOPIC, REF)).isInstanceOf(IncompatibleSchemaException.class);
    }

    @Test
    void shouldReadOlderAndNewerSchemas() {
        // Given
        Schema newer = SchemaBuilder.record("io.claimstream.event.RecordRef")
                .fields()
                .requiredInt("partition")
                .requiredLong("offset")
                .optionalString("cluster")
                .endRecord();
        int id = registry.register(TOPIC + "-value", newer);

        // When
        RecordRef read = new AvroDeserializer<>(registry, RecordRef.class)
                .deserialize(TOPIC, new byte[] {0, 0, 0, 0, (byte) id, 6, 88, 2, 2, 'x'});

        // Then
        assertThat(read).isEqualTo(REF);
    }

    @Test
    void shouldRefuseARecordWithoutItsClassWhenNoneIsAskedFor() {
        // Given
        int id = registry.register(
                "x", SchemaBuilder.record("other.Thing").fields().endRecord());
        AvroDeserializer<RecordRef> deserializer = new AvroDeserializer<>();
        deserializer.configure(Map.of(AvroSerdeConfig.INSTANCE, registry), false);

        // Then
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, new byte[] {0, 0, 0, 0, (byte) id}))
                .isInstanceOfSatisfying(
                        DecodingException.class, e -> assertThat(e.code()).isEqualTo(Code.WRONG_SCHEMA));
    }

    @Test
    void shouldRefuseAnIncompleteEventWithoutQuotingIt() {
        // Given
        ClaimSubmitted incomplete = new ClaimSubmitted();

        // Then
        assertThatThrownBy(() -> serdes.of(ClaimSubmitted.class).serializer().serialize(TOPIC, incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("Expected a complete ClaimSubmitted");
    }

    @Test
    void shouldSayWhichSettingIsMissingOrWrong() {
        assertThatThrownBy(() -> serializer(Map.of(AvroSerdeConfig.INSTANCE, "none")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(AvroSerdeConfig.URL);
        assertThatThrownBy(() -> serializer(Map.of(
                        AvroSerdeConfig.INSTANCE,
                        "none",
                        AvroSerdeConfig.URL,
                        "http://localhost:1",
                        AvroSerdeConfig.CREDENTIALS_SOURCE,
                        "SASL")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(AvroSerdeConfig.CREDENTIALS_SOURCE);
        assertThatThrownBy(() -> new AvroSerializer<RecordRef>().serialize(TOPIC, REF))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new AvroDeserializer<RecordRef>().deserialize(TOPIC, new byte[5]))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new AvroDeserializer<RecordRef>()
                        .configure(
                                Map.of(AvroSerdeConfig.INSTANCE, registry, AvroSerdeConfig.VALUE_TYPE, String.class),
                                false))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void shouldTakeOtherClassesByName() {
        // Given
        EventSerdes replaced = new EventSerdes(
                registry,
                Map.of(
                        EventSerdes.SERIALIZER_CLASS,
                        AvroSerializer.class.getName(),
                        EventSerdes.DESERIALIZER_CLASS,
                        OtherDeserializer.class.getName()));

        // When
        RecordRef read = replaced.of(RecordRef.class).deserializer().deserialize(TOPIC, new byte[0]);

        // Then
        assertThat(read).isEqualTo(REF);
    }

    @Test
    void shouldRefuseClassesThatAreNoSerializers() {
        assertThatThrownBy(() -> new EventSerdes(registry, Map.of(EventSerdes.SERIALIZER_CLASS, "no.such.Class"))
                        .of(RecordRef.class))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(
                        () -> new EventSerdes(registry, Map.of(EventSerdes.DESERIALIZER_CLASS, StringSerializer.class))
                                .of(RecordRef.class))
                .isInstanceOf(ConfigException.class);
    }

    private AvroSerializer<RecordRef> serializer(Map<String, ?> config) {
        Map<String, Object> all = new HashMap<>();
        all.put(AvroSerdeConfig.INSTANCE, registry);
        all.putAll(config);
        AvroSerializer<RecordRef> serializer = new AvroSerializer<>();
        serializer.configure(all, false);
        return serializer;
    }

    /** Stands for a foreign deserializer: checks that it is told the class to read. */
    public static final class OtherDeserializer
            implements org.apache.kafka.common.serialization.Deserializer<RecordRef> {

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            assertThat(configs.get("specific.avro.reader")).isEqualTo(true);
            assertThat(configs.get(AvroSerdeConfig.VALUE_TYPE)).isEqualTo(RecordRef.class);
        }

        @Override
        public RecordRef deserialize(String topic, byte[] data) {
            return REF;
        }
    }
}
