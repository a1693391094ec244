package io.claimstream.feedback;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.util.List;

/** What feedback-api reads: whatever people may ask about. Neither protected attributes nor models that were given but not looked at yet. */
final class KafkaReads {

    private static final List<Topic<?>> NEVER = List.of(Topics.CLAIMS_PROTECTED, Topics.MODELS_UPLOADS);

    static final List<Topic<?>> TOPICS = Topics.ALL.stream()
            .<Topic<?>>map(topic -> topic)
            .filter(topic -> !NEVER.contains(topic))
            .toList();

    private KafkaReads() {}
}
