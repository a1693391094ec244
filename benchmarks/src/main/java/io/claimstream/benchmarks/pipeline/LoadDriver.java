package io.claimstream.benchmarks.pipeline;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends claims and measures. Latency is corrected for coordinated omission: a claim's time runs from the moment it was due, not from
 * the moment the driver got round to sending it. Each claim is sent once; not thread-safe.
 */
final class LoadDriver implements AutoCloseable {

    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(5);

    private final String topic;
    private final Load load;
    private final Arrivals arrivals;
    private final KafkaProducer<byte[], byte[]> producer;
    private int next;

    LoadDriver(String topic, String bootstrapServers, Load load, Arrivals arrivals) {
        this.topic = topic;
        this.load = load;
        this.arrivals = arrivals;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends as fast as it goes and waits for every result.
     *
     * @return claims a second, from the first sent to the last result
     */
    double throughput(int claims) throws InterruptedException {
        long began = System.nanoTime();
        for (int i = 0; i < claims; i++) {
            send();
        }
        arrivals.await(next);
        long ended = 0;
        for (int place = next - claims; place < next; place++) {
            ended = Math.max(ended, arrivals.nanos(place));
        }
        return claims / ((ended - began) / 1e9);
    }

    /**
     * Sends at a steady rate, whatever comes back, and waits for every result.
     *
     * @return microseconds from due to result
     */
    Histogram latency(int claims, double perSecond) throws InterruptedException {
        return steady(claims, perSecond, () -> true);
    }

    /**
     * Sends at a steady rate for as long as it should, and waits for every result.
     *
     * @param most most claims to send
     * @param goesOn asked before each
     * @return microseconds from due to result
     */
    Histogram steady(int most, double perSecond, BooleanSupplier goesOn) throws InterruptedException {
        int first = next;
        long began = System.nanoTime();
        int sent = 0;
        while (sent < most && goesOn.getAsBoolean()) {
            waitUntil(began + (long) (sent * 1e9 / perSecond));
            send();
            sent++;
        }
        return latencies(first, began, perSecond);
    }

    private Histogram latencies(int first, long began, double perSecond) throws InterruptedException {
        arrivals.await(next);
        Histogram histogram = new Histogram(HIGHEST_MICROS, 3);
        for (int place = first; place < next; place++) {
            long due = began + (long) ((place - first) * 1e9 / perSecond);
            histogram.recordValue(Math.min(HIGHEST_MICROS, TimeUnit.NANOSECONDS.toMicros(arrivals.nanos(place) - due)));
        }
        return histogram;
    }

    private static void waitUntil(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanos - System.nanoTime();
        }
    }

    private void send() {
        int place = next++;
        // A record that fails never arrives, and the wait for it says so.
        var unused = producer.send(new ProducerRecord<>(topic, load.key(place), load.value(place)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
