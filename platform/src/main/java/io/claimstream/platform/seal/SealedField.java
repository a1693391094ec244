package io.claimstream.platform.seal;

import io.claimstream.event.PersonalBlock;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Where sealed bytes belong: they open nowhere else.
 *
 * @param topic topic, or the table of what stands on none
 * @param field name of the field in the topic's events, or of the column
 * @param schema full name of the schema that the bytes are written in
 * @param fingerprint CRC-64-AVRO of that schema
 */
public record SealedField(String topic, String field, String schema, long fingerprint) {

    /** The personal block of an accepted claim, as binary Avro. */
    public static final SealedField PERSONAL_BLOCK =
            of(Topics.CLAIMS_ACCEPTED, "personal", PersonalBlock.getClassSchema());

    /** The note of a feedback, as UTF-8. */
    public static final SealedField FEEDBACK_NOTE =
            of(Topics.CLAIMS_FEEDBACK, "note", Schema.create(Schema.Type.STRING));

    /** What was said with what a claimant contests, as UTF-8. */
    public static final SealedField CONTEST_TEXT =
            of("record_contest_text", "ciphertext", Schema.create(Schema.Type.STRING));

    /** Why a score is to be done again, as UTF-8. */
    public static final SealedField RESCORE_REASON =
            of(Topics.CLAIMS_RESCORE_REQUESTS, "sealedReason", Schema.create(Schema.Type.STRING));

    /** Why a second person decided so on a claim, as UTF-8. */
    public static final SealedField APPROVAL_REASON =
            of("record_approval", "because_ciphertext", Schema.create(Schema.Type.STRING));

    private static SealedField of(Topic<?> topic, String field, Schema schema) {
        return of(topic.name(), field, schema);
    }

    private static SealedField of(String place, String field, Schema schema) {
        return new SealedField(place, field, schema.getFullName(), SchemaNormalization.parsingFingerprint64(schema));
    }
}
