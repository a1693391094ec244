package io.claimstream.ingest;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.ingest.Sealing.Opened;
import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.platform.seal.Passage;
import java.util.function.Function;
import java.util.function.Predicate;
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

    /** Reads submissions on their way between instances, sealed or in the clear, and writes their bytes. */
    static Serde<Submission> passing(Deserializer<ClaimSubmitted> claims, Sealing sealing) {
        return Serdes.serdeFrom(
                (topic, submission) -> submission.original(),
                new Reading(claims, headers -> true, sealing::open, () -> {}));
    }

    /**
     * Reads submissions as upstream writes them. Anybody who may write there chooses the bytes, so none are taken for sealed ones but those of a dead letter that was put back:
     * one of an instance that could not open it. What cannot be opened then does not wait.
     *
     * @param onRead told of each record before it is read, readable or not
     */
    static Serde<Submission> coming(Deserializer<ClaimSubmitted> claims, Sealing sealing, Runnable onRead) {
        return Serdes.serdeFrom(
                (topic, submission) -> submission.original(),
                new Reading(claims, ReplayProof::isReplay, sealing::openNow, onRead));
    }

    /** Puts the headers back that were sealed with a submission. */
    private record Reading(
            Deserializer<ClaimSubmitted> claims,
            Predicate<Headers> maySeal,
            Function<byte[], Opened> opening,
            Runnable onRead)
            implements Deserializer<Submission> {

        @Override
        public Submission deserialize(String topic, byte[] bytes) {
            return deserialize(topic, new RecordHeaders(), bytes);
        }

        @Override
        public Submission deserialize(String topic, Headers headers, byte[] bytes) {
            onRead.run();
            if (!Passage.isSealed(bytes) || !maySeal.test(headers)) {
                return new Submission(claims.deserialize(topic, bytes), bytes);
            }
            Opened opened = opening.apply(bytes);
            opened.headers().forEach(headers::add);
            return new Submission(claims.deserialize(topic, opened.value()), opened.value());
        }
    }
}
