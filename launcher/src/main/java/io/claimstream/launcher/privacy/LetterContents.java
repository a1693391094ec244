package io.claimstream.launcher.privacy;

import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.registry.UnknownSchemaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Whom the bytes of a dead letter name, read by the schema that they name and no other knowledge of events. Not thread-safe. */
final class LetterContents {

    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private final SchemaRegistry registry;
    private final Map<Integer, Optional<Schema>> schemas = new HashMap<>();

    LetterContents(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * What a record says.
     *
     * @param insurer insurer
     * @param claimId claim
     * @param revision number of the revision; null where it does not say
     * @param claimant claimant in the insurer's words; null where it does not say
     * @param pseudonym pseudonym of the claimant; null where it does not say
     */
    record Named(
            String insurer,
            String claimId,
            @Nullable Integer revision,
            @Nullable String claimant,
            @Nullable String pseudonym) {}

    /** Empty when the bytes are no event about a claim. */
    Optional<Named> of(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length <= HEADER_BYTES || bytes[0] != 0) {
            return Optional.empty();
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        return schemas.computeIfAbsent(id, this::schema)
                .filter(it -> it.getType() == Schema.Type.RECORD)
                .filter(it -> it.getField("insurer") != null && it.getField("claimId") != null)
                .flatMap(it -> named(it, bytes));
    }

    private static Optional<Named> named(Schema schema, byte[] bytes) {
        try {
            GenericRecord event = new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
            return Optional.of(new Named(
                    String.valueOf(event.get("insurer")),
                    String.valueOf(event.get("claimId")),
                    event.hasField("revision") && event.get("revision") instanceof Integer number ? number : null,
                    text(event, "claimant"),
                    text(event, "claimantPseudonym")));
        } catch (IOException | AvroRuntimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(GenericRecord event, String field) {
        Object value = event.hasField(field) ? event.get(field) : null;
        return value == null ? null : value.toString();
    }

    private Optional<Schema> schema(int id) {
        try {
            return Optional.of(registry.byId(id));
        } catch (UnknownSchemaException e) {
            return Optional.empty();
        }
    }
}
