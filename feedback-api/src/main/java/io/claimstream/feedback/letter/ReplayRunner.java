package io.claimstream.feedback.letter;

import io.claimstream.feedback.letter.Replay.Sent;
import io.claimstream.feedback.letter.Replay.State;
import io.claimstream.feedback.letter.ReplayLog.Search;
import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.platform.replay.ReplayProof;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts dead letters back that were asked for, each once, in a thread of its own. What was cut off is looked for on the topic before it is written again. Of
 * several instances one works on a letter. Thread-safe.
 */
public final class ReplayRunner implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReplayRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** For the search before something is written. A slower one does no harm: who is late finds the letter taken. */
    private static final Duration SEARCH = Duration.ofMinutes(1);

    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final int AT_ONCE = 100;

    private final Jdbi jdbi;
    private final Clock clock;
    private final Duration sending;
    private final ReplayProof proof;
    private final Supplier<ReplayLog> logs;
    private final Semaphore nudged = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "replay-letters");
    private volatile boolean isClosed;

    /**
     * Makes one that has not begun.
     *
     * @param publishTimeout how long the producer waits for a place, and again for the acknowledgement
     * @param proof proves to the readers when a record first came
     * @param logs opens Kafka; closed again when there is nothing more to do
     */
    public ReplayRunner(Jdbi jdbi, Clock clock, Duration publishTimeout, ReplayProof proof, Supplier<ReplayLog> logs) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.sending = publishTimeout.multipliedBy(2).plus(MARGIN);
        this.proof = proof;
        this.logs = logs;
        thread.setDaemon(true);
    }

    /** Begins. Once. */
    public void start() {
        thread.start();
    }

    /** Says that there is something to put back. */
    public void nudge() {
        nudged.release();
    }

    @Override
    public void close() {
        isClosed = true;
        nudge();
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_WITHIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosed) {
            try {
                replayWaiting();
                if (nudged.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    nudged.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOGGER.atWarn()
                        .addKeyValue("cause", e.getClass().getSimpleName())
                        .log("letters wait to be put back");
            }
        }
    }

    /** Puts back what waits now. */
    void replayWaiting() {
        List<LetterId> waiting = waiting();
        if (waiting.isEmpty()) {
            return;
        }
        try (ReplayLog log = logs.get()) {
            while (!waiting.isEmpty() && !isClosed) {
                waiting.forEach(id -> tryToReplay(log, id));
                waiting = waiting();
            }
        }
    }

    private List<LetterId> waiting() {
        return jdbi.withHandle(handle -> ReplayTable.waiting(handle, clock.instant(), AT_ONCE));
    }

    /** A letter that cannot be put back now keeps no other from it. It is tried again when nobody holds it any more. */
    private void tryToReplay(ReplayLog log, LetterId id) {
        try {
            replay(log, id);
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("letter", id)
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("a letter waits to be put back");
        }
    }

    private void replay(ReplayLog log, LetterId id) {
        Instant now = clock.instant();
        // As the database keeps it, for it is compared.
        Instant held = now.plus(SEARCH).truncatedTo(ChronoUnit.MICROS);
        boolean isMine = jdbi.inTransaction(handle -> ReplayTable.take(handle, id, now, held));
        if (!isMine || isClosed) {
            return;
        }
        Optional<ConsumerRecord<byte[], byte[]>> record = log.letter(id);
        if (record.isEmpty()) {
            jdbi.useTransaction(handle -> ReplayTable.ended(handle, id, State.GONE));
            return;
        }
        send(log, id, record.get(), held).ifPresent(sent -> noteSent(id, sent));
    }

    private void noteSent(LetterId id, Sent sent) {
        jdbi.useTransaction(handle -> ReplayTable.sent(handle, id, sent));
        LOGGER.atInfo()
                .addKeyValue("topic", sent.topic())
                .addKeyValue("partition", sent.partition())
                .addKeyValue("offset", sent.offset())
                .log("dead letter put back");
    }

    private Optional<Sent> send(ReplayLog log, LetterId id, ConsumerRecord<byte[], byte[]> record, Instant held) {
        TopicPartition to = new TopicPartition(
                text(record, DeadLetterHeaders.TOPIC), Integer.parseInt(text(record, DeadLetterHeaders.PARTITION)));
        ProducerRecord<byte[], byte[]> copy = copy(id, record, to);
        Search search = search(log, id, copy, record);
        jdbi.useTransaction(handle -> ReplayTable.searchFrom(handle, id, held, search.next()));
        if (!search.isDone()) {
            jdbi.useTransaction(handle -> ReplayTable.hold(handle, id, held, clock.instant()));
            return Optional.empty();
        }
        if (search.place().isEmpty() && !maySend(id, held)) {
            return Optional.empty();
        }
        long offset = search.place().isPresent() ? search.place().getAsLong() : log.send(copy);
        return Optional.of(
                new Sent(to.topic(), to.partition(), offset, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    /**
     * Looks for what an earlier attempt may have written; the first attempt notes where that may begin. Where a second copy would count again, the first attempt too
     * looks through all that follows the original: the database may have been restored from before the letter was put back.
     */
    private Search search(
            ReplayLog log, LetterId id, ProducerRecord<byte[], byte[]> copy, ConsumerRecord<byte[], byte[]> letter) {
        OptionalLong from = jdbi.withHandle(handle -> ReplayTable.searchFrom(handle, id));
        if (from.isPresent()) {
            return log.find(copy, from.getAsLong());
        }
        return Replayable.isCounted(copy.topic())
                ? log.find(copy, place(letter) + 1)
                : new Search(OptionalLong.empty(), log.end(new TopicPartition(copy.topic(), copy.partition())), true);
    }

    /** Where the record stood that died. */
    private static long place(ConsumerRecord<byte[], byte[]> letter) {
        return Long.parseLong(text(letter, DeadLetterHeaders.OFFSET));
    }

    /**
     * Asked directly before something is written. The letter is held for longer than the producer goes on trying, so that whoever takes it after that finds on the
     * topic what was written here; and not written when somebody else took it during the search, or when its revision is scored meanwhile, for a scorer would score it
     * again.
     */
    private boolean maySend(LetterId id, Instant held) {
        return jdbi.inTransaction(handle -> {
            if (!ReplayTable.hold(handle, id, held, clock.instant().plus(sending))) {
                return false;
            }
            boolean isScored = ReplayTable.isScored(handle, id);
            if (isScored) {
                ReplayTable.ended(handle, id, State.NOT_NEEDED);
            }
            return !isScored;
        });
    }

    /**
     * The record as it was: same partition, key, bytes and time of ingestion, which stands in its headers too, since on some topics the broker writes its own.
     * Its own headers, without what made it a letter. A letter of a copy has the time of the first.
     */
    private ProducerRecord<byte[], byte[]> copy(LetterId id, ConsumerRecord<byte[], byte[]> record, TopicPartition to) {
        Headers headers = new RecordHeaders();
        Arrays.stream(record.headers().toArray()).filter(it -> !isOurs(it)).forEach(headers::add);
        long time = proof.time(to.topic(), record.headers(), record.value())
                .orElseGet(() -> Long.parseLong(text(record, DeadLetterHeaders.TIMESTAMP)));
        proof.mark(headers, to.topic(), id.toString(), time, record.value());
        if (Replayable.isCounted(to.topic())) {
            ReplayProof.replace(headers, place(record));
        }
        return new ProducerRecord<>(to.topic(), to.partition(), time, record.key(), record.value(), headers);
    }

    private static String text(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(
                Objects.requireNonNull(letter.headers().lastHeader(name), name).value(), StandardCharsets.UTF_8);
    }

    private static boolean isOurs(Header header) {
        return header.key().startsWith(DeadLetterHeaders.PREFIX) || header.key().startsWith(ReplayProof.PREFIX);
    }
}
