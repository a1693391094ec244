package io.claimstream.scoring;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.streams.Effects;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.streams.EventEncoder;
import io.claimstream.platform.trace.Step;
import io.claimstream.schemas.Topics;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Scores one record at a time and forwards the score in the bytes of its topic, and that of a challenger in the bytes of another. Used by
 * one stream thread.
 */
final class ScoreProcessor implements FixedKeyProcessor<String, ClaimFeatures, Encoded> {

    private final LiveScorer scorer;
    private final EventEncoder encoder;
    private final ShadowEncoder shadows;
    private final ScoringMetrics metrics;
    private @Nullable FixedKeyProcessorContext<String, Encoded> context;
    private @Nullable Effects effects;

    ScoreProcessor(LiveScorer scorer, EventEncoder encoder, ShadowEncoder shadows, ScoringMetrics metrics) {
        this.scorer = scorer;
        this.encoder = encoder;
        this.shadows = shadows;
        this.metrics = metrics;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Encoded> initial) {
        context = initial;
        effects = Effects.of(initial);
    }

    @Override
    public void process(FixedKeyRecord<String, ClaimFeatures> record) {
        Objects.requireNonNull(effects).follow("score-claim", record.headers(), step -> score(record, step));
    }

    private void score(FixedKeyRecord<String, ClaimFeatures> record, Step step) {
        FixedKeyProcessorContext<String, Encoded> to = Objects.requireNonNull(context);
        Scores scores = scorer.score(record.value(), position(to));
        Encoded live = encoder.encode(Topics.CLAIMS_SCORED, scores.live());
        Optional<Encoded> shadow = scores.shadow().flatMap(shadows::encode);
        Objects.requireNonNull(effects).apply(() -> {
            FixedKeyRecord<String, ClaimFeatures> placed =
                    step.isTraced() ? record.withHeaders(step.headers(record.headers())) : record;
            to.forward(placed.withValue(live));
            shadow.ifPresent(it -> to.forward(placed.withValue(it)));
        });
        metrics.written(scores.live(), record.timestamp());
    }

    private static RecordRef position(FixedKeyProcessorContext<String, Encoded> context) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        return new RecordRef(at.partition(), at.offset());
    }
}
