package io.claimstream.ingest;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.ingest.Sealing.Opened;
import io.claimstream.platform.seal.Passage;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A submitted claim with the bytes that are written of it. On the repartition topic those are sealed; once read again they are what upstream sent, so that a dead letter of a later
 * step still holds that.
 *
 * @param claim the claim
 * @param original the bytes; not to be changed
 */
// The bytes are the consumer's own and only passed on.
@SuppressWarnings("ArrayRecordComponent")
record Submission(ClaimSubmitted claim, byte[] original) {

    /** Reads submissions, sealed or in the clear, and writes their bytes. */
    static Serde<Submission> serde(Deserializer<ClaimSubmitted> claims, Sealing sealing) {
        return serde(claims, sealing, () -> {});
    }

    /** As above, and tells of each record before it is read, readable or not. */
    static Serde<Submission> serde(Deserializer<ClaimSubmitted> claims, Sealing sealing, Runnable onRead) {
        return Serdes.serdeFrom((topic, submission) -> submission.original(), new Reading(claims, sealing, onRead));
    }

    /**
     * Puts the headers back that were sealed with a submission. A sealed one on the topic of submissions is a dead letter of an instance that could not open it, put back.
     */
    private record Reading(Deserializer<ClaimSubmitted> claims, Sealing sealing, Runnable onRead)
            implements Deserializer<Submission> {

        @Override
        public Submission deserialize(String topic, byte[] bytes) {
            return deserialize(topic, new RecordHeaders(), bytes);
        }

        @Override
        public Submission deserialize(String topic, Headers headers, byte[] bytes) {
            onRead.run();
            if (!Passage.isSealed(bytes)) {
                return new Submission(claims.deserialize(topic, bytes), bytes);
            }
            Opened opened = sealing.open(bytes);
            opened.headers().forEach(headers::add);
            return new Submission(claims.deserialize(topic, opened.value()), opened.value());
        }
    }
}
