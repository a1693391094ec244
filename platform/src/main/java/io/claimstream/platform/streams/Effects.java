package io.claimstream.platform.streams;

import io.claimstream.platform.trace.Step;
import io.claimstream.platform.trace.Tracing;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The second half of a processor. It first computes everything that follows from a record, which may throw and then makes a dead
 * letter, and hands all writing (stores first, then forwards) to {@link #apply}. A failure in there aborts the transaction, so that
 * no half of it stays; when the record is read again it becomes a dead letter, unless the world was at fault. Used by one stream
 * thread.
 *
 * <p>An exception in a node further down does not come back through a forward, so nodes after an effect should do nothing that can
 * fail: forward bytes, not objects.
 */
public final class Effects {

    private final ProcessingContext context;
    private final Quarantine quarantine;
    private final Tracing tracing;
    private final Supplier<Optional<RecordMetadata>> position;

    private Effects(ProcessingContext context, Quarantine quarantine, Tracing tracing) {
        this.context = context;
        this.quarantine = quarantine;
        this.tracing = tracing;
        this.position = context::recordMetadata;
    }

    /** The effects of a processor's records; to be called in its {@code init}. */
    public static Effects of(ProcessingContext context) {
        return new Effects(context, Quarantine.from(context.appConfigs()), Tracing.from(context.appConfigs()));
    }

    /**
     * Does the work that the current record sets off as a step in its trace, which it marks as failed by what the work throws.
     *
     * @param headers of the record
     * @param work all of it, from the first computation to the last writing
     */
    public void follow(String name, Headers headers, Consumer<Step> work) {
        tracing.follow(name, position, headers).run(work);
    }

    /** As {@link #follow}, where a trace may begin. */
    public void begin(String name, Headers headers, Consumer<Step> work) {
        tracing.begin(name, position, headers).run(work);
    }

    /**
     * Writes what follows from the current record.
     *
     * @throws QuarantinedException when that failed before; nothing was written
     * @throws EffectFailedException when it fails now
     */
    public void apply(Runnable writes) {
        Optional<RecordMetadata> at = context.recordMetadata();
        if (at.filter(this::quarantined).isPresent()) {
            throw new QuarantinedException();
        }
        at.ifPresent(quarantine::applying);
        try {
            writes.run();
        } catch (TaskCorruptedException | TaskMigratedException e) {
            // Kafka Streams mends these itself, and knows them by their class.
            throw e;
        } catch (StreamsException e) {
            // An output failed, perhaps an earlier record's: the production handler has seen it and knows better.
            throw new EffectFailedException(e);
        } catch (RuntimeException e) {
            if (WorldFailure.cause(e).isEmpty()) {
                quarantine.addApplying();
            }
            throw new EffectFailedException(e);
        } finally {
            quarantine.applied();
        }
    }

    private boolean quarantined(RecordMetadata at) {
        return quarantine.contains(at.topic(), at.partition(), at.offset());
    }
}
