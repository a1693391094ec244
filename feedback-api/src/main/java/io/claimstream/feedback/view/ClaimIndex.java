package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.schemas.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps the table that claims are listed and searched by, a moment behind the other views. What a crash cuts off is found again, because the place in the
 * topics up to which claims are summed up is kept with them ({@link OffsetTable}). Not thread-safe.
 */
final class ClaimIndex {

    private static final Set<String> MORE_TO_COME =
            Set.of(Topics.CLAIMS_SUBMITTED.name(), Topics.CLAIMS_ACCEPTED.name());

    private final Jdbi jdbi;
    private final LongSupplier nanos;
    private final ClaimBacklog backlog;
    private final UnlistedSamples samples;
    private final Map<TopicPartition, Long> summedUp = new HashMap<>();

    /**
     * @param nanos a clock that never goes back, such as {@link System#nanoTime()}
     */
    ClaimIndex(Jdbi jdbi, LongSupplier nanos) {
        this.jdbi = jdbi;
        this.nanos = nanos;
        this.backlog = new ClaimBacklog(nanos);
        this.samples = new UnlistedSamples(jdbi, nanos);
    }

    /**
     * Goes back to where claims are summed up. What was written but not summed up when the last process ended is read once more: that writes the same rows, and says
     * again which claims have changed.
     *
     * @param read up to where the topics are read; changed to where to read on
     */
    void goBack(Map<TopicPartition, Long> read, List<String> topics) {
        summedUp.putAll(OffsetTable.readSummedUp(jdbi, topics));
        Map<TopicPartition, Long> back = read.entrySet().stream()
                .map(it -> Map.entry(it.getKey(), Math.min(it.getValue(), summedUp.getOrDefault(it.getKey(), 0L))))
                .filter(it -> !it.getValue().equals(read.get(it.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        jdbi.useTransaction(handle -> OffsetTable.move(handle, read, back));
        read.putAll(back);
    }

    /** Records of a topic have changed something of these claims. */
    void changed(String topic, Collection<ClaimKey> claims) {
        if (MORE_TO_COME.contains(topic)) {
            backlog.onTheirWay(claims);
        } else {
            backlog.decided(claims);
        }
    }

    /**
     * The claims to sum up now.
     *
     * @param atOnce whether nothing is held back
     */
    List<ClaimKey> due(boolean atOnce) {
        backlog.decided(samples.find());
        return backlog.due(atOnce);
    }

    /**
     * Sums claims up within the handle's transaction. When that fails this object is of no more use.
     *
     * @param claims the claims
     * @param read up to where the topics are read, and their changes told here
     */
    void write(Handle handle, List<ClaimKey> claims, Map<TopicPartition, Long> read) {
        if (claims.isEmpty()) {
            return;
        }
        long began = nanos.getAsLong();
        Map<TopicPartition, Long> places = backlog.placesAfter(claims, read).orElseGet(Map::of);
        OffsetTable.moveSummedUp(handle, summedUp, places);
        ClaimTable.write(handle, claims);
        samples.write(handle, claims);
        summedUp.putAll(places);
        backlog.written(claims, nanos.getAsLong() - began, read);
    }
}
