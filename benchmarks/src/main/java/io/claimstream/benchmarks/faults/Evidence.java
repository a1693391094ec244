package io.claimstream.benchmarks.faults;

import io.claimstream.domain.history.HistoryReplay;
import io.claimstream.domain.history.HistoryReplay.Logged;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import io.claimstream.launcher.audit.TopicTail;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.offline.Recompute;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads what the services wrote, read committed, and makes it again: every features record from the accepted claims and the history, every
 * score from its features, and the chains of every claim. Keeps all of it in memory. Not thread-safe.
 */
final class Evidence implements AutoCloseable {

    private static final Duration HISTORY_LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 250;

    private final Settings settings;
    private final EventSerdes serdes;
    private final TopicTail tail;
    private final ChecksumChains chains = new ChecksumChains();
    private final HistoryChains histories = new HistoryChains();
    private final List<Logged<ClaimAccepted>> accepted = new ArrayList<>();
    private final List<Logged<HistoryEvent>> history = new ArrayList<>();
    private final List<ClaimFeatures> features = new ArrayList<>();
    private final Map<Integer, Long> recomputed = new HashMap<>();
    private final Map<String, Taker> takers = new HashMap<>();

    /** Told of a record. */
    @FunctionalInterface
    private interface Taker {
        void take(ConsumerRecord<byte[], byte[]> record);
    }

    /** Told of a decoded record, its key and where it stands. */
    @FunctionalInterface
    private interface EventTaker<V> {
        void take(String key, RecordRef at, V event);
    }

    /**
     * What differs.
     *
     * @param features features records that come out otherwise, or are missing or too many
     * @param scores scores of this round that come out otherwise, or cannot be made again
     * @param recomputed scores that were made again
     * @param chains claims with a broken chain of checksums
     * @param histories claims with a broken chain in a history
     */
    record Findings(int features, int scores, long recomputed, List<String> chains, List<String> histories) {}

    /** Connects; nothing is read yet. */
    Evidence(Settings settings, EventSerdes serdes, Map<String, Object> connection) {
        this.settings = settings;
        this.serdes = serdes;
        on(Topics.CLAIMS_ACCEPTED, this::accepted);
        on(Topics.CLAIMS_FEATURES, this::features);
        on(Topics.CLAIMS_SCORED, this::scored);
        on(Topics.CLAIMS_HISTORY, this::history);
        on(Topics.CLAIMS_FEEDBACK, (key, at, said) -> histories.feedback(said));
        this.tail = new TopicTail(connection, List.copyOf(takers.keySet()));
    }

    private <V extends SpecificRecord> void on(Topic<V> topic, EventTaker<V> taker) {
        Deserializer<V> deserializer = serdes.of(topic).deserializer();
        takers.put(
                topic.name(),
                record -> taker.take(
                        record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                        new RecordRef(record.partition(), record.offset()),
                        deserializer.deserialize(topic.name(), record.value())));
    }

    private void accepted(String key, RecordRef at, ClaimAccepted claim) {
        chains.accepted(key, claim.getRevision(), at, claim.getContentHash());
        histories.accepted(claim);
        accepted.add(new Logged<>(at, claim));
    }

    private void features(String key, RecordRef at, ClaimFeatures made) {
        chains.features(key, made.getRevision(), at, made.getAccepted());
        features.add(made);
    }

    private void scored(String key, RecordRef at, ClaimScored score) {
        if (score.getPurpose() == ScorePurpose.LIVE) {
            chains.scored(key, score.getRevision(), score.getFeatures());
        }
    }

    private void history(String key, RecordRef at, HistoryEvent event) {
        histories.history(key, event);
        history.add(new Logged<>(at, event));
    }

    /** Reads what is new and looks at everything, but makes only those scores again that are new. */
    Findings check() throws InterruptedException {
        readUntilHistoriesAreWhole();
        AtomicLong scores = new AtomicLong();
        int different = recomputeScores(scores);
        return new Findings(
                HistoryReplay.compare(accepted, history, features).size(),
                different,
                scores.get(),
                chains.broken(),
                histories.broken());
    }

    /** No topic answers a settlement, so the history alone shows that it has come; what is lost or doubled stays so. */
    private void readUntilHistoriesAreWhole() throws InterruptedException {
        long deadline = System.nanoTime() + HISTORY_LIMIT.toNanos();
        read();
        while (!histories.broken().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            read();
        }
    }

    private void read() {
        tail.readToEnd(
                record -> Objects.requireNonNull(takers.get(record.topic())).take(record));
    }

    private int recomputeScores(AtomicLong scores) {
        AtomicLong different = new AtomicLong();
        Progress silent = Progress.plain(new PrintWriter(Writer.nullWriter()));
        try (Recompute recompute = new Recompute(settings, serdes, silent)) {
            recompute.since(Map.copyOf(recomputed), finding -> {
                scores.incrementAndGet();
                different.addAndGet(finding.isEqual() ? 0 : 1);
                recomputed.merge(finding.place().getPartition(), finding.place().getOffset() + 1, Math::max);
            });
        }
        return different.intValue();
    }

    @Override
    public void close() {
        tail.close();
    }
}
