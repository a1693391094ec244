package io.claimstream.feedback.letter;

import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** A log in memory. Not thread-safe. */
final class FakeReplayLog implements ReplayLog {

    /** Where the first record that is put back stands. */
    static final long BEGIN = 900;

    private final Map<LetterId, ConsumerRecord<byte[], byte[]>> letters = new HashMap<>();
    private final List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
    private boolean isCutOff;
    private int atOnce = Integer.MAX_VALUE;
    private Runnable meanwhile = () -> {};

    /** A letter of the record at offset 41 of partition 2. */
    FakeReplayLog with(LetterId id, String topic) {
        ConsumerRecord<byte[], byte[]> letter = new ConsumerRecord<>(
                Topics.CLAIMS_DEAD.name(), id.partition(), id.offset(), new byte[] {7}, new byte[] {1, 2});
        Map.of(
                        DeadLetterHeaders.TOPIC,
                        topic,
                        DeadLetterHeaders.PARTITION,
                        "2",
                        DeadLetterHeaders.OFFSET,
                        "41",
                        DeadLetterHeaders.TIMESTAMP,
                        "1772357400000",
                        "upstream.trace",
                        "t-1")
                .forEach((name, text) -> letter.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        letters.put(id, letter);
        return this;
    }

    /** The next record is written, but nobody hears of it. */
    void cutOffNext() {
        isCutOff = true;
    }

    /** A search looks at this many records. */
    void searchAtOnce(int records) {
        atOnce = records;
    }

    /** Somebody else writes to the topic. */
    void writeOthers(int records) {
        for (int i = 0; i < records; i++) {
            written.add(new ProducerRecord<>(Topics.CLAIMS_SUBMITTED.name(), new byte[0]));
        }
    }

    /** What happens elsewhere once somebody has asked for the end, and does not know it yet. */
    void during(Runnable elsewhere) {
        meanwhile = elsewhere;
    }

    List<ProducerRecord<byte[], byte[]>> written() {
        return written;
    }

    @Override
    public Optional<ConsumerRecord<byte[], byte[]>> letter(LetterId id) {
        return Optional.ofNullable(letters.get(id));
    }

    @Override
    public long end(TopicPartition partition) {
        long end = BEGIN + written.size();
        Runnable elsewhere = meanwhile;
        meanwhile = () -> {};
        elsewhere.run();
        return end;
    }

    @Override
    public Search find(ProducerRecord<byte[], byte[]> copy, long from) {
        long end = BEGIN + written.size();
        for (long at = Math.max(BEGIN, from); at < Math.min(end, Math.max(BEGIN, from) + atOnce); at++) {
            if (ReplayProof.isSame(written.get((int) (at - BEGIN)).headers(), copy.headers())) {
                return new Search(OptionalLong.of(at), at + 1, true);
            }
        }
        long next = Math.min(end, Math.max(BEGIN, from) + atOnce);
        return new Search(OptionalLong.empty(), next, next >= end);
    }

    @Override
    public long send(ProducerRecord<byte[], byte[]> record) {
        written.add(record);
        if (isCutOff) {
            isCutOff = false;
            throw new TimeoutException("no acknowledgement");
        }
        return BEGIN + written.size() - 1;
    }

    @Override
    public void close() {}
}
