package io.claimstream.schemas;

import java.time.Duration;
import java.util.Optional;

/**
 * One topic of the catalogue.
 *
 * @param name full name, ending in its version
 * @param key what the key of a record is
 * @param value class of the values; {@code byte[].class} where the original bytes are kept
 * @param partitions number of partitions, fixed for the life of a keyed topic
 * @param retention how long records are kept; empty for unlimited
 * @param cleanup Kafka clean-up policy
 * @param timestamp whose clock stamps a record
 * @param writer the sole writer
 * @param meaning what a record says, in one sentence
 */
public record Topic<V>(
        String name,
        Key key,
        Class<V> value,
        int partitions,
        Optional<Duration> retention,
        Cleanup cleanup,
        Timestamp timestamp,
        Writer writer,
        String meaning) {

    /** What the key of a record is. Every key is UTF-8 text except that of a submitted or dead record. */
    public enum Key {
        CLAIM("insurer|claimId"),
        UNTRUSTED_CLAIM("insurer|claimId, not relied upon"),
        ENTITY("insurer|kind|pseudonym"),
        MODEL_VERSION("model version"),
        SLOT("line of business|currency|insurer"),
        COMMAND("command id"),
        ORIGINAL("the original key");

        private final String form;

        Key(String form) {
            this.form = form;
        }

        /** The form of the key, for people. */
        public String form() {
            return form;
        }
    }

    /** Kafka clean-up policies in use. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    /** Whose clock stamps a record: the producer's (always an ingestion time) or the broker's. */
    public enum Timestamp {
        CREATE_TIME,
        LOG_APPEND_TIME
    }

    /** Who writes a topic. */
    public enum Writer {
        UPSTREAM("upstream, feedback-api"),
        CLAIM_INGEST("claim-ingest"),
        FEATURE_STREAM("feature-stream"),
        SCORING_PROCESSOR("scoring-processor"),
        RETRAIN_WORKER("retrain-worker"),
        FEEDBACK_API("feedback-api"),
        FEEDBACK_API_AND_UPSTREAM("feedback-api, upstream (settled)"),
        EVERY_SERVICE("every service");

        private final String label;

        Writer(String label) {
            this.label = label;
        }

        /** The writer's name, for people. */
        public String label() {
            return label;
        }
    }
}
