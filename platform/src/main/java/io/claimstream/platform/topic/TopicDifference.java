package io.claimstream.platform.topic;

import io.claimstream.schemas.Topic;

/** A way in which a cluster differs from the catalogue. */
public sealed interface TopicDifference {

    /** The topic that differs. */
    Topic<?> topic();

    /** The difference in one plain sentence. */
    String sentence();

    /** The topic does not exist. */
    record Missing(Topic<?> topic) implements TopicDifference {
        @Override
        public String sentence() {
            return "Topic " + topic.name() + " is missing.";
        }
    }

    /** The topic has another number of partitions; that is never changed, because keys would move. */
    record Partitions(Topic<?> topic, int actual) implements TopicDifference {
        @Override
        public String sentence() {
            return "Topic " + topic.name() + " has " + actual + " partitions instead of " + topic.partitions() + ".";
        }
    }

    /** A configuration value differs. */
    record Configuration(Topic<?> topic, String key, String wanted, String actual) implements TopicDifference {
        @Override
        public String sentence() {
            return "Topic " + topic.name() + " has " + key + "=" + actual + " instead of " + wanted + ".";
        }
    }
}
