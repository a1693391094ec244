package io.claimstream.feedback.view;

import io.claimstream.event.SnapshotTaken;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topic.Writer;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A stage on the way of a claim to its score: what it reads, and who answers for it. Others read some of the same topics, but no claim
 * waits for them.
 *
 * @param topic end of the name of the topic: that of an internal one begins with an application id
 * @param service the service that goes on from there
 * @param values decodes what it reads
 * @param identityOf the revision that a record is about
 */
record ClaimStage<V extends SpecificRecord>(
        String topic, Writer service, Deserializer<V> values, Function<V, Identity> identityOf) {

    private static final String SNAPSHOTS = "-snapshots-by-claim-repartition";

    /** What a record says it is about, well formed or not. */
    record Identity(String insurer, String claimId, int revision) {}

    static List<ClaimStage<?>> all(EventSerdes serdes) {
        return List.of(
                reading(
                        Topics.CLAIMS_SUBMITTED,
                        Writer.CLAIM_INGEST,
                        serdes,
                        it -> new Identity(it.getInsurer(), it.getClaimId(), it.getRevision())),
                reading(
                        Topics.CLAIMS_ACCEPTED,
                        Writer.FEATURE_STREAM,
                        serdes,
                        it -> new Identity(it.getInsurer(), it.getClaimId(), it.getRevision())),
                reading(
                        Topics.CLAIMS_HISTORY,
                        Writer.FEATURE_STREAM,
                        serdes,
                        it -> new Identity(it.getInsurer(), it.getClaimId(), it.getRevision())),
                new ClaimStage<>(
                        SNAPSHOTS,
                        Writer.FEATURE_STREAM,
                        serdes.of(SnapshotTaken.class).deserializer(),
                        it -> new Identity(it.getInsurer(), it.getClaimId(), it.getRevision())),
                reading(
                        Topics.CLAIMS_FEATURES,
                        Writer.SCORING_PROCESSOR,
                        serdes,
                        it -> new Identity(it.getInsurer(), it.getClaimId(), it.getRevision())));
    }

    private static <V extends SpecificRecord> ClaimStage<V> reading(
            Topic<V> topic, Writer service, EventSerdes serdes, Function<V, Identity> identityOf) {
        return new ClaimStage<>(topic.name(), service, serdes.of(topic).deserializer(), identityOf);
    }

    /** Whether a claim waits for this service to go on from a record of this topic. */
    boolean answersFor(String source, String by) {
        return isOf(source) && by.equals(service.label());
    }

    /** Whether records of this topic say which revision they are about in this way. */
    boolean isOf(String source) {
        return source.endsWith(topic);
    }

    /**
     * The revision that a record is about.
     *
     * @throws io.claimstream.schemas.serde.DecodingException if the bytes do not say
     */
    Identity identity(byte[] value) {
        return identityOf.apply(values.deserialize(topic, value));
    }
}
