package io.claimstream.retrain.learn;

import io.claimstream.platform.streams.WorldFailure;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jdbi.v3.core.JdbiException;

/** What failures of the learning loop are the world's. */
final class LearningFailure {

    private LearningFailure() {}

    /** Why the loop has to start afresh; empty for a bug. */
    static Optional<String> cause(RuntimeException failure) {
        return WorldFailure.cause(failure)
                .or(() -> failure instanceof JdbiException
                        ? Optional.of("the database does not answer")
                        : Optional.empty())
                .or(() -> failure instanceof KafkaException
                        ? Optional.of("Kafka refuses (" + failure.getClass().getSimpleName() + ")")
                        : Optional.empty());
    }
}
