package io.claimstream.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

    /** Greatest size of a submitted record, headers included. */
    public static final int GREATEST_INPUT_BYTES = 1024 * 1024;

    /** Kafka deletes whole files of a log, when the newest record in them has reached its age: so much longer the oldest one may be kept. */
    public static final Duration DELETED_WITHIN = Duration.ofDays(1);

    /** The topic's settings as Kafka names them: every setting in which a topic may differ from the broker's default. */
    public Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        config.put("cleanup.policy", cleanup.setting());
        config.put("message.timestamp.type", timestamp.setting());
        config.put("retention.ms", retention.map(Duration::toMillis).orElse(-1L).toString());
        config.put("retention.bytes", "-1");
        retention.ifPresent(it -> config.put("segment.ms", Long.toString(DELETED_WITHIN.toMillis())));
        // What follows from a record may be larger than the record: a dead letter has its headers more.
        boolean input = key == Key.UNTRUSTED_CLAIM;
        config.put("max.message.bytes", Integer.toString(input ? GREATEST_INPUT_BYTES : 2 * GREATEST_INPUT_BYTES));
        return Map.copyOf(config);
    }

    /** What the key of a record is. Every key is UTF-8 text except that of a submitted or dead record. */
    public enum Key {
        CLAIM("insurer|claimId"),
        UNTRUSTED_CLAIM("insurer|claimId, not relied upon"),
        ENTITY("insurer|kind|pseudonym|currency"),
        SUBJECT("insurer|pseudonym"),
        MODEL_VERSION("model version"),
        UPLOAD("upload id"),
        SLOT("line of business|currency|insurer"),
        COMMAND("command id"),
        CHAIN("partition of the chain"),
        DRIFT_DAY("line of business|currency|feature set|day|partition"),
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
        DELETE("delete"),
        COMPACT("compact");

        private final String setting;

        Cleanup(String setting) {
            this.setting = setting;
        }

        /** The policy as Kafka names it. */
        public String setting() {
            return setting;
        }
    }

    /** Whose clock stamps a record: the producer's (always an ingestion time) or the broker's. */
    public enum Timestamp {
        CREATE_TIME("CreateTime"),
        LOG_APPEND_TIME("LogAppendTime");

        private final String setting;

        Timestamp(String setting) {
            this.setting = setting;
        }

        /** The choice as Kafka names it. */
        public String setting() {
            return setting;
        }
    }

    /** Who writes a topic. */
    public enum Writer {
        UPSTREAM("upstream, feedback-api", true, "feedback-api"),
        CLAIM_INGEST("claim-ingest", false, "claim-ingest"),
        FEATURE_STREAM("feature-stream", false, "feature-stream"),
        SCORING_PROCESSOR("scoring-processor", false, "scoring-processor"),
        RETRAIN_WORKER("retrain-worker", false, "retrain-worker"),
        DECISION_LEDGER("decision-ledger", false, "decision-ledger"),
        FEEDBACK_API("feedback-api", false, "feedback-api"),
        FEEDBACK_API_AND_UPSTREAM("feedback-api, upstream (settled)", true, "feedback-api"),
        EVERY_SERVICE("every service", false, "");

        private final String label;
        private final boolean upstream;
        private final String service;

        Writer(String label, boolean upstream, String service) {
            this.label = label;
            this.upstream = upstream;
            this.service = service;
        }

        /** Whether systems outside write it. */
        public boolean isUpstream() {
            return upstream;
        }

        /** Name of the service that writes it; empty where every service does. */
        public Optional<String> service() {
            return Optional.of(service).filter(it -> !it.isEmpty());
        }

        /** The writer's name, for people. */
        public String label() {
            return label;
        }
    }
}
