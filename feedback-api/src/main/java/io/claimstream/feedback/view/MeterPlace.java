package io.claimstream.feedback.view;

import io.claimstream.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Up to where scores are metered. The topic was read before there was a meter, and during an upgrade a process that knows of none may read on: what it passed by
 * is found by this place, which only a process that meters moves. Not thread-safe.
 */
final class MeterPlace {

    private final Jdbi jdbi;
    private final Map<TopicPartition, Long> metered = new HashMap<>();

    MeterPlace(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Goes back to where scores are metered. Scores that are read once more change nothing elsewhere.
     *
     * @param read up to where the topics are read; changed to where to read on
     */
    void goBack(Map<TopicPartition, Long> read) {
        metered.putAll(OffsetTable.readMetered(jdbi, List.of(Topics.CLAIMS_SCORED.name())));
        Map<TopicPartition, Long> back = ofScores(read).entrySet().stream()
                .map(it -> Map.entry(it.getKey(), metered.getOrDefault(it.getKey(), 0L)))
                .filter(it -> it.getValue() < read.getOrDefault(it.getKey(), 0L))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        jdbi.useTransaction(handle -> OffsetTable.move(handle, read, back));
        read.putAll(back);
    }

    /**
     * Moves on within the handle's transaction. When that fails this object is of no more use.
     *
     * @param next up to where topics are read now
     */
    void write(Handle handle, Map<TopicPartition, Long> next) {
        // What is read once more because of the claims' sums was metered before.
        Map<TopicPartition, Long> places = ofScores(next).entrySet().stream()
                .filter(it -> it.getValue() > metered.getOrDefault(it.getKey(), 0L))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        OffsetTable.moveMetered(handle, metered, places);
        metered.putAll(places);
    }

    private static Map<TopicPartition, Long> ofScores(Map<TopicPartition, Long> places) {
        return places.entrySet().stream()
                .filter(it -> it.getKey().topic().equals(Topics.CLAIMS_SCORED.name()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
