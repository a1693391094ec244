package io.claimstream.platform.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends spans to a collector, many at a time and in a thread of its own. At most 2,048 wait, further ones are dropped at once: a collector that is away costs neither
 * time nor memory. What became of them is counted in {@code claimstream.tracing.spans}. Thread-safe.
 */
final class SpanOutlet implements SpanProcessor {

    static final int MOST_WAITING = 2_048;

    private static final long CLOSE_SECONDS = 2;

    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter dropped;
    private final Sending sending;
    private final SpanProcessor batches;

    /**
     * @param collector closed with this
     * @param meters where it counts
     */
    SpanOutlet(SpanExporter collector, MeterRegistry meters) {
        this.dropped = counter(meters, "dropped");
        this.sending = new Sending(collector, counter(meters, "sent"), counter(meters, "failed"), waiting);
        this.batches = BatchSpanProcessor.builder(sending)
                .setMaxQueueSize(MOST_WAITING)
                .build();
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("claimstream.tracing.spans")
                .description("What became of spans that were to be sent to the collector")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (!span.getSpanContext().isSampled()) {
            return;
        }
        // Counted here, since the library drops without a word what has no room in its queue.
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            dropped.increment();
        } else {
            batches.onEnd(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return batches.forceFlush();
    }

    /** Sends what waits, and gives up after two seconds; at once when the collector was away the last time. */
    @Override
    public CompletableResultCode shutdown() {
        CompletableResultCode ended = batches.shutdown();
        return sending.isFailing ? ended : ended.join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** Counts what was sent and what was not. */
    private static final class Sending implements SpanExporter {

        private final SpanExporter collector;
        private final Counter sent;
        private final Counter failed;
        private final AtomicInteger waiting;
        private volatile boolean isFailing;

        Sending(SpanExporter collector, Counter sent, Counter failed, AtomicInteger waiting) {
            this.collector = collector;
            this.sent = sent;
            this.failed = failed;
            this.waiting = waiting;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            // The library uses its collection again for the next batch.
            int count = spans.size();
            CompletableResultCode result = collector.export(spans);
            return result.whenComplete(() -> {
                isFailing = !result.isSuccess();
                (isFailing ? failed : sent).increment(count);
                waiting.addAndGet(-count);
            });
        }

        @Override
        public CompletableResultCode flush() {
            return collector.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return collector.shutdown();
        }
    }
}
