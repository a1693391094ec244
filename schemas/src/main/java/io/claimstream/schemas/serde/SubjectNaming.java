package io.claimstream.schemas.serde;

import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** Under which subject the schema of a record stands. Named in configuration as Confluent's classes are. */
public enum SubjectNaming {

    /** By topic: {@code topic-value} or {@code topic-key}. */
    TOPIC("TopicNameStrategy") {
        @Override
        String subject(String topic, Part part, Schema schema) {
            return topic + part.suffix();
        }
    },

    /** By the record's full name. */
    RECORD("RecordNameStrategy") {
        @Override
        String subject(String topic, Part part, Schema schema) {
            return schema.getFullName();
        }
    },

    /** By topic and the record's full name: {@code topic-full.Name}. */
    TOPIC_RECORD("TopicRecordNameStrategy") {
        @Override
        String subject(String topic, Part part, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    /** Which part of a Kafka record is written. */
    enum Part {
        KEY("-key"),
        VALUE("-value");

        private final String suffix;

        Part(String suffix) {
            this.suffix = suffix;
        }

        String suffix() {
            return suffix;
        }
    }

    private final String strategy;

    SubjectNaming(String strategy) {
        this.strategy = strategy;
    }

    abstract String subject(String topic, Part part, Schema schema);

    /** The strategy of a class name, with or without its package. */
    static SubjectNaming named(String key, String className) {
        String simpleName = className.substring(className.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(naming -> naming.strategy.equals(simpleName))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        key, className, "Expected TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy."));
    }
}
