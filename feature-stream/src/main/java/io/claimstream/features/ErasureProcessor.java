package io.claimstream.features;

import io.claimstream.domain.history.EntityKey;
import io.claimstream.event.EntityKind;
import io.claimstream.event.SubjectErased;
import io.claimstream.platform.streams.Effects;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.trace.Step;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Ends the history of an erased claimant in each currency that the erasure names. Histories of providers go on: they are of somebody else. */
final class ErasureProcessor extends ContextualProcessor<String, SubjectErased, String, Encoded> {

    private final EventBytes bytes;
    private @Nullable Effects effects;

    ErasureProcessor(EventBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public void init(ProcessorContext<String, Encoded> context) {
        super.init(context);
        effects = Effects.of(context);
    }

    @Override
    public void process(Record<String, SubjectErased> record) {
        Objects.requireNonNull(effects).follow("end-histories", record.headers(), step -> end(record, step));
    }

    /** Everything is computed, bytes included, before anything is written. */
    private void end(Record<String, SubjectErased> record, Step step) {
        SubjectErased erased = record.value();
        List<HistoryOutput> outputs = HistoryOutput.of(
                erased.getCurrencies().stream()
                        .map(it -> new EntityKey(
                                erased.getInsurer(), EntityKind.CLAIMANT, erased.getClaimantPseudonym(), it))
                        .map(it -> it.erasure(erased.getErasedAt()))
                        .toList(),
                bytes);
        Objects.requireNonNull(effects)
                .apply(() -> outputs.forEach(output -> output.forward(context(), record.timestamp(), step)));
    }
}
