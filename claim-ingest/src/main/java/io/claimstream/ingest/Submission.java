package io.claimstream.ingest;

import io.claimstream.event.ClaimSubmitted;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A submitted claim with the bytes it was read from, which go through the repartition topic unchanged: a dead letter of a later step
 * still holds what upstream sent.
 *
 * @param claim the claim
 * @param original the bytes; not to be changed
 */
// The bytes are the consumer's own and only passed on.
@SuppressWarnings("ArrayRecordComponent")
record Submission(ClaimSubmitted claim, byte[] original) {

    /** Reads with the given deserializer, writes the original bytes. */
    static Serde<Submission> serde(Deserializer<ClaimSubmitted> claims) {
        return serde(claims, () -> {});
    }

    /** As above, and tells of each record before it is read, readable or not. */
    static Serde<Submission> serde(Deserializer<ClaimSubmitted> claims, Runnable onRead) {
        return Serdes.serdeFrom((topic, submission) -> submission.original(), (topic, bytes) -> {
            onRead.run();
            return new Submission(claims.deserialize(topic, bytes), bytes);
        });
    }
}
