package io.claimstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.ModelArtifactChunk;
import io.claimstream.event.RecordRef;
import io.claimstream.schemas.fixture.EventClasses;
import io.claimstream.schemas.fixture.RandomEvents;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.PublishedSchema;
import io.claimstream.schemas.registry.RegistryUnavailableException;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.DecodingException.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MalformedFramesTest {

    private static final String TOPIC = "claims.submitted.v1";
    private static final long LITTLE = 2_000_000;

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

    @Test
    void shouldRefuseNoValueAndEmptyValue() {
        assertThat(codeOf(ClaimSubmitted.class, null)).isEqualTo(Code.EMPTY_VALUE);
        assertThat(codeOf(ClaimSubmitted.class, new byte[0])).isEqualTo(Code.EMPTY_VALUE);
    }

    @Test
    void shouldRefuseWrongMagic() {
        assertThat(codeOf(ClaimSubmitted.class, new byte[] {1, 0, 0, 0, 1, 2})).isEqualTo(Code.WRONG_MAGIC);
        assertThat(codeOf(ClaimSubmitted.class, new byte[] {'{'})).isEqualTo(Code.WRONG_MAGIC);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldRefuseCutId(int length) {
        assertThat(codeOf(ClaimSubmitted.class, new byte[length])).isEqualTo(Code.CUT_SCHEMA_ID);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 77, Integer.MAX_VALUE, -1})
    void shouldRefuseUnknownId(int id) {
        assertThat(codeOf(ClaimSubmitted.class, frame(id, new byte[] {2}))).isEqualTo(Code.UNKNOWN_SCHEMA_ID);
    }

    @Test
    void shouldRefuseTheSchemaOfAnotherRecord() {
        // Given
        byte[] feedback = written(new RandomEvents(1).next(ClaimFeedback.class));

        // When
        Code code = codeOf(ClaimSubmitted.class, feedback);

        // Then
        assertThat(code).isEqualTo(Code.WRONG_SCHEMA);
    }

    @Test
    void shouldRefuseASchemaThatIsNoRecordOrLacksAField() {
        // Given
        int text = registry.register("x-value", SchemaBuilder.builder().stringType());
        Schema withoutOffset = SchemaBuilder.record("io.claimstream.event.RecordRef")
                .fields()
                .requiredInt("partition")
                .endRecord();
        int lacking = registry.register("x-value", withoutOffset);

        // When
        Code ofText = codeOf(RecordRef.class, frame(text, new byte[] {0}));
        Code ofLacking = codeOf(RecordRef.class, frame(lacking, new byte[] {0}));

        // Then
        assertThat(ofText).isEqualTo(Code.WRONG_SCHEMA);
        assertThat(ofLacking).isEqualTo(Code.WRONG_SCHEMA);
    }

    @Test
    void shouldRefuseBytesAfterTheEvent() {
        // Given
        byte[] frame =
                written(RecordRef.newBuilder().setPartition(1).setOffset(2).build());

        // When
        Code code = codeOf(RecordRef.class, Arrays.copyOf(frame, frame.length + 1));

        // Then
        assertThat(code).isEqualTo(Code.MALFORMED_BODY);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {1L << 20, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void shouldNotAllocateWhatAFrameDeclares(long declared) throws IOException {
        // Given
        byte[] string = frame(idOf(ClaimSubmitted.class), body(encoder -> encoder.writeLong(declared)));
        byte[] bytes = frame(idOf(ModelArtifactChunk.class), body(encoder -> {
            encoder.writeString("m-1");
            encoder.writeInt(0);
            encoder.writeInt(1);
            encoder.writeLong(declared);
        }));
        byte[] floats = frame(idOf(ClaimFeatures.class), beforeArray(ClaimFeatures.class, "values", declared));
        byte[] records = frame(idOf(ClaimRejected.class), beforeArray(ClaimRejected.class, "violations", declared));

        // Then
        assertRefusedWithLittleMemory(ClaimSubmitted.class, string);
        assertRefusedWithLittleMemory(ModelArtifactChunk.class, bytes);
        assertRefusedWithLittleMemory(ClaimFeatures.class, floats);
        assertRefusedWithLittleMemory(ClaimRejected.class, records);
    }

    @Property(tries = 100)
    void shouldDecodeOrRefuseAnyDamagedFrame(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        for (Class<? extends SpecificRecord> type : EventClasses.all()) {
            byte[] frame = damaged(random, type, seed);
            long memory = Allocation.bytesOf(() -> {
                // When
                try {
                    SpecificRecord event = deserializer(type).deserialize(TOPIC, frame);

                    // Then
                    assertThat(event).isInstanceOf(type);
                } catch (DecodingException e) {
                    assertThat(e.code()).isNotNull();
                }
            });
            assertThat(memory).isLessThan(LITTLE);
        }
    }

    @Test
    void shouldNotCallAnUnreachableRegistryABadFrame() {
        // Given
        SchemaRegistry unreachable = new UnreachableRegistry();

        // Then
        assertThatThrownBy(() -> new AvroDeserializer<>(unreachable, ClaimSubmitted.class)
                        .deserialize(TOPIC, frame(1, new byte[] {0})))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    private void assertRefusedWithLittleMemory(Class<? extends SpecificRecord> type, byte[] frame) {
        deserializer(type); // loads classes outside of the measurement
        long memory = Allocation.bytesOf(() -> assertThat(codeOf(type, frame)).isEqualTo(Code.MALFORMED_BODY));
        assertThat(memory).isLessThan(LITTLE);
    }

    private byte[] damaged(Random random, Class<? extends SpecificRecord> type, long seed) {
        byte[] whole = written(new RandomEvents(seed).next(type));
        byte[] frame =
                Arrays.copyOf(whole, random.nextInt(4) == 0 ? 5 + random.nextInt(whole.length - 4) : whole.length);
        for (int i = random.nextInt(4); i > 0 && frame.length > 5; i--) {
            frame[5 + random.nextInt(frame.length - 5)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
        }
        return frame;
    }

    private <T extends SpecificRecord> AvroDeserializer<T> deserializer(Class<T> type) {
        return new AvroDeserializer<>(registry, type);
    }

    private Code codeOf(Class<? extends SpecificRecord> type, byte @Nullable [] frame) {
        return catchThrowableOfType(
                        DecodingException.class, () -> deserializer(type).deserialize(TOPIC, frame))
                .code();
    }

    private byte[] written(SpecificRecord event) {
        return Objects.requireNonNull(new AvroSerializer<>(registry).serialize(TOPIC, event));
    }

    private int idOf(Class<? extends SpecificRecord> type) {
        return registry.register(
                "x-value", PublishedSchema.of(new RandomEvents(1).next(type).getSchema()));
    }

    private static byte[] beforeArray(Class<? extends SpecificRecord> type, String field, long declared)
            throws IOException {
        SpecificRecord event = new RandomEvents(3).next(type);
        return body(encoder -> {
            for (Schema.Field each : event.getSchema().getFields()) {
                if (each.name().equals(field)) {
                    encoder.writeLong(declared);
                    encoder.writeFixed(new byte[64]);
                    return;
                }
                new SpecificDatumWriter<@Nullable Object>(each.schema(), EventData.FOR_WRITING)
                        .write(event.get(each.pos()), encoder);
            }
        });
    }

    private interface Body {
        void write(BinaryEncoder encoder) throws IOException;
    }

    private static byte[] body(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        body.write(encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static byte[] frame(int id, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }
}
