package io.claimstream.feedback;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.util.List;

/** What feedback-api reads: whatever people may ask about; protected attributes for nothing but exports of what is held on one person. Not models that were given but not looked at yet. */
final class KafkaReads {

    private static final List<Topic<?>> NEVER = List.of(Topics.MODELS_UPLOADS);

    static final List<Topic<?>> TOPICS = Topics.ALL.stream()
            .<Topic<?>>map(topic -> topic)
            .filter(topic -> !NEVER.contains(topic))
            .toList();

    private KafkaReads() {}
}
