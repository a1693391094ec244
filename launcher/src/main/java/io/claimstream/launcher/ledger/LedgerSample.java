package io.claimstream.launcher.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.ledger.LedgerHash;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.HashedRecord;
import io.claimstream.event.RecordRef;
import io.claimstream.launcher.offline.Finding;
import io.claimstream.launcher.offline.Recompute;
import io.claimstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Scores that are made again, drawn by a seed: those whose hash with the seed is smallest, so that the same seed draws the same of the same ledger
 * and no order of reading matters. Not thread-safe.
 */
final class LedgerSample {

    private static final int SHOWN = 20;

    private final int size;
    private final long seed;
    private final Optional<Duration> within;
    private final PriorityQueue<Drawn> drawn =
            new PriorityQueue<>(Comparator.comparing(Drawn::lot).reversed());
    private final List<Finding> unlike = new ArrayList<>();
    private Duration slowest = Duration.ZERO;
    private long equal;
    private long erased;
    private long slower;

    private record Drawn(String lot, HashedRecord record) {}

    /**
     * Nothing is drawn yet.
     *
     * @param size how many scores at most; 0 for none
     * @param within the longest that one may take, the loading of its model included; empty for any time
     */
    LedgerSample(int size, long seed, Optional<Duration> within) {
        this.size = size;
        this.seed = seed;
        this.within = within;
    }

    /** Takes an entry; only scores are drawn. */
    void consider(DecisionEntry entry) {
        if (size == 0 || !isScore(entry.getRecord().getTopic())) {
            return;
        }
        HashedRecord record = entry.getRecord();
        String name = seed + "|" + record.getTopic() + "|" + record.getPartition() + "|" + record.getOffset();
        drawn.add(new Drawn(LedgerHash.of(name.getBytes(StandardCharsets.UTF_8)), record));
        if (drawn.size() > size) {
            drawn.remove();
        }
    }

    /** Makes them again. */
    void recompute(Recompute recompute) {
        for (var topic : List.of(Topics.CLAIMS_SCORED, Topics.CLAIMS_RESCORED)) {
            List<RecordRef> places = drawn.stream()
                    .filter(it -> it.record().getTopic().equals(topic.name()))
                    .sorted(Comparator.comparing(Drawn::lot))
                    .map(it -> new RecordRef(
                            it.record().getPartition(), it.record().getOffset()))
                    .toList();
            recompute.sampled(topic, places, this::made);
        }
    }

    /** Takes what came of one, and how long it took. */
    void made(Finding finding, Duration time) {
        slowest = slowest.compareTo(time) < 0 ? time : slowest;
        slower += within.filter(it -> time.compareTo(it) > 0).isPresent() ? 1 : 0;
        if (finding.isEqual()) {
            equal++;
        } else if (finding.isErased()) {
            erased++;
        } else {
            unlike.add(finding);
        }
    }

    /** Whether any came out otherwise, cannot be made again, or took too long. */
    boolean hasFaults() {
        return !unlike.isEmpty() || slower > 0;
    }

    /** What came of it. */
    void tell(ObjectNode result) {
        if (size == 0) {
            return;
        }
        long made = equal + erased + unlike.size();
        ObjectNode json = result.putObject("sample")
                .put("seed", seed)
                .put("asked", size)
                .put("scores", made)
                .put("equal", equal)
                .put("erased", erased)
                .put("differences", unlike.size())
                .put("slowestMillis", slowest.toMillis());
        within.ifPresent(it -> json.put("withinMillis", it.toMillis()).put("slower", slower));
        if (made < size) {
            json.put("note", "the ledger has no more scores than these " + made);
        }
        ArrayNode first = json.putArray("firstDifferences");
        unlike.stream().limit(SHOWN).forEach(it -> first.addObject()
                .put("score", it.scoreId())
                .put("record", it.place().getPartition() + "@" + it.place().getOffset())
                .put("outcome", it.outcome().name())
                .put("detail", it.detail()));
    }

    private static boolean isScore(String topic) {
        return topic.equals(Topics.CLAIMS_SCORED.name()) || topic.equals(Topics.CLAIMS_RESCORED.name());
    }
}
