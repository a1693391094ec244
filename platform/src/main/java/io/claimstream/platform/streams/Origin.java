package io.claimstream.platform.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Where a record stood, and under which key, before it went through a repartition topic. Travels in headers, which are believed on
 * repartition topics only: anybody may write headers to the topics that upstream systems produce to.
 */
public final class Origin {

    private static final String PREFIX = "claimstream.origin.";
    private static final String TOPIC = PREFIX + "topic";
    private static final String POSITION = PREFIX + "position";
    private static final String KEY = PREFIX + "key";
    private static final String REPARTITION_SUFFIX = "-repartition";

    private final String topic;
    private final int partition;
    private final long offset;
    private final byte @Nullable [] key;

    public Origin(String topic, int partition, long offset, byte @Nullable [] key) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.key = key == null ? null : key.clone();
    }

    /** Notes where a record stands, in headers that replace any of the same names. */
    public static void mark(Headers headers, RecordMetadata position, byte @Nullable [] key) {
        clear(headers);
        headers.add(TOPIC, position.topic().getBytes(StandardCharsets.UTF_8));
        headers.add(
                POSITION,
                ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                        .putInt(position.partition())
                        .putLong(position.offset())
                        .array());
        if (key != null) {
            headers.add(KEY, key);
        }
    }

    /** Removes what {@link #mark} wrote. */
    public static void clear(Headers headers) {
        headers.remove(TOPIC).remove(POSITION).remove(KEY);
    }

    /** Whether a header says where a record stood, which is no secret; the key that it came with may be one. */
    public static boolean isPosition(String header) {
        return header.equals(TOPIC) || header.equals(POSITION);
    }

    /** What was noted on a record that is read from the given topic; empty unless that is a repartition topic. */
    public static Optional<Origin> of(@Nullable String readFrom, Headers headers) {
        Header topic = headers.lastHeader(TOPIC);
        Header position = headers.lastHeader(POSITION);
        if (readFrom == null || !readFrom.endsWith(REPARTITION_SUFFIX) || topic == null || position == null) {
            return Optional.empty();
        }
        ByteBuffer numbers = ByteBuffer.wrap(position.value());
        Header key = headers.lastHeader(KEY);
        return Optional.of(new Origin(
                new String(topic.value(), StandardCharsets.UTF_8),
                numbers.getInt(),
                numbers.getLong(),
                key == null ? null : key.value()));
    }

    /** Name of the topic. */
    public String topic() {
        return topic;
    }

    /** Partition, counted from 0. */
    public int partition() {
        return partition;
    }

    /** Offset within the partition. */
    public long offset() {
        return offset;
    }

    /** The original key; null when there was none. */
    public byte @Nullable [] key() {
        return key == null ? null : key.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Origin origin
                && topic.equals(origin.topic)
                && partition == origin.partition
                && offset == origin.offset
                && Arrays.equals(key, origin.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, partition, offset);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
