package io.claimstream.ingest;

import io.claimstream.domain.claim.Pseudonyms;
import io.claimstream.domain.ingest.IngestDecision;
import io.claimstream.domain.ingest.IngestOutcome;
import io.claimstream.event.ClaimRevisions;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.streams.Effects;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.streams.Origin;
import io.claimstream.platform.trace.Step;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a submission, remembers an accepted revision and forwards the events that follow. */
final class DecideProcessor extends ContextualProcessor<String, Submission, String, Encoded> {

    private final PeopleAhead people;
    private final Pseudonyms pseudonyms;
    private final AnswerEncoder encoder;
    private final IngestMetrics metrics;
    private @Nullable KeyValueStore<String, ClaimRevisions> revisions;
    private @Nullable Effects effects;

    DecideProcessor(PeopleAhead people, Pseudonyms pseudonyms, AnswerEncoder encoder, IngestMetrics metrics) {
        this.people = people;
        this.pseudonyms = pseudonyms;
        this.encoder = encoder;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Encoded> context) {
        super.init(context);
        revisions = context.getStateStore(IngestTopology.REVISIONS_BY_CLAIM);
        effects = Effects.of(context);
    }

    @Override
    public void process(Record<String, Submission> record) {
        Objects.requireNonNull(effects).begin("decide-outcome", record.headers(), step -> decide(record, step));
    }

    /** Everything is computed, bytes included, before anything is written. */
    private void decide(Record<String, Submission> record, Step step) {
        KeyValueStore<String, ClaimRevisions> store = Objects.requireNonNull(revisions);
        people.await(record.value().claim());
        IngestOutcome outcome = IngestDecision.decide(
                record.value().claim(),
                Optional.ofNullable(store.get(record.key())),
                Instant.ofEpochMilli(record.timestamp()),
                origin(record),
                pseudonyms);
        Answer answer = encoder.encode(outcome, record.value().claim());
        Objects.requireNonNull(effects).apply(() -> write(record, answer, store, step));
        answer.count(metrics);
        metrics.decided(record.timestamp());
    }

    private void write(
            Record<String, Submission> record, Answer answer, KeyValueStore<String, ClaimRevisions> store, Step step) {
        answer.remember().ifPresent(next -> store.put(record.key(), next));
        for (Encoded event : answer.events()) {
            // Upstream's headers stay behind, but for the place in a trace: nobody has checked them for personal data.
            context().forward(new Record<>(record.key(), event, record.timestamp(), step.headers()));
        }
    }

    private RecordRef origin(Record<String, Submission> record) {
        String topic = context().recordMetadata().orElseThrow().topic();
        Origin origin = Origin.of(topic, record.headers()).orElseThrow();
        return new RecordRef(origin.partition(), origin.offset());
    }
}
