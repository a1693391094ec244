package io.claimstream.feedback.publish;

import io.claimstream.platform.trace.Step;
import io.claimstream.platform.trace.TraceHeader;
import io.claimstream.platform.trace.Tracing;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Has feedback be in the trace of the score that it is on, as long as the score is one of the latest 10,000 of noted traces since the start; other feedback is in the
 * trace of its request. Thread-safe.
 */
public final class ClaimTraces {

    private static final int MOST = 10_000;

    private final Tracing tracing;
    private final Map<String, Headers> scores = new Latest();

    public ClaimTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Records of the topic of scores have come. */
    public void scored(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        if (tracing.isOn()) {
            records.forEach(this::note);
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> score) {
        if (score.key() == null || !TraceHeader.isNoted(score.headers())) {
            return;
        }
        synchronized (scores) {
            scores.put(new String(score.key(), StandardCharsets.UTF_8), TraceHeader.only(score.headers()));
        }
    }

    /** The step of writing a record. */
    Step publish(Topic<?> topic, String key) {
        return tracing.publish(
                topic.name(), topic.name().equals(Topics.CLAIMS_FEEDBACK.name()) ? score(key) : Optional.empty());
    }

    private Optional<Headers> score(String claim) {
        synchronized (scores) {
            return Optional.ofNullable(scores.get(claim));
        }
    }

    /** The latest entries. */
    private static final class Latest extends LinkedHashMap<String, Headers> {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Headers> eldest) {
            return size() > MOST;
        }
    }
}
