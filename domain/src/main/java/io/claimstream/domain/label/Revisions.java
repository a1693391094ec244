package io.claimstream.domain.label;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScoredRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The revisions of one claim, one entry for each features record. Features and score meet by the record that the score names, so a
 * label never carries features that were not scored.
 */
final class Revisions {

    /** Entries kept for one claim; beyond it the lowest revisions are forgotten, so that no claim outgrows a Kafka record. */
    static final int LIMIT = 100;

    private static final Comparator<ScoredRevision> BY_REVISION = Comparator.comparingInt(ScoredRevision::getRevision)
            .thenComparing(it -> it.getFeaturesRef().map(RecordRef::getOffset).orElse(0L));

    private Revisions() {}

    static List<ScoredRevision> withFeatures(List<ScoredRevision> known, ClaimFeatures features, RecordRef ref) {
        Optional<ScoredRevision> entry = entry(known, ref);
        return with(
                known,
                ref,
                new ScoredRevision(
                        features.getRevision(),
                        features,
                        ref,
                        entry.flatMap(ScoredRevision::getScoreId).orElse(null),
                        entry.flatMap(ScoredRevision::getEstimate).orElse(null),
                        entry.flatMap(ScoredRevision::getModelVersion).orElse(null),
                        entry.flatMap(ScoredRevision::getScoredAt).orElse(null)));
    }

    static List<ScoredRevision> withScore(List<ScoredRevision> known, ClaimScored score) {
        Optional<ScoredRevision> entry = entry(known, score.getFeatures());
        return with(
                known,
                score.getFeatures(),
                new ScoredRevision(
                        score.getRevision(),
                        entry.flatMap(ScoredRevision::getFeatures).orElse(null),
                        score.getFeatures(),
                        score.getScoreId(),
                        score.getEstimate(),
                        score.getModelVersion(),
                        score.getScoredAt()));
    }

    /** The scored revision that a feedback is about; empty while it is not scored or its features are not here. */
    static Optional<ScoredRevision> meantBy(List<ScoredRevision> known, ClaimFeedback feedback) {
        List<ScoredRevision> candidates = complete(known)
                .filter(it -> feedback.getRevision()
                        .map(named -> named == it.getRevision())
                        .orElse(true))
                .filter(it -> feedback.getScoreId()
                        .map(named -> it.getScoreId().equals(Optional.of(named)))
                        .orElse(true))
                .sorted(BY_REVISION)
                .toList();
        return latestAt(candidates, feedback.getEventTime())
                .or(() -> candidates.stream().findFirst());
    }

    /** The entry of a revision that has both features and score. */
    static Optional<ScoredRevision> complete(List<ScoredRevision> known, int revision) {
        return complete(known)
                .filter(it -> it.getRevision() == revision)
                .sorted(BY_REVISION)
                .findFirst();
    }

    private static Optional<ScoredRevision> latestAt(List<ScoredRevision> ascending, Instant time) {
        return ascending.stream()
                .filter(it -> it.getFeatures()
                        .map(features -> !features.getEventTime().isAfter(time))
                        .orElse(false))
                .reduce((earlier, later) -> later);
    }

    private static Stream<ScoredRevision> complete(List<ScoredRevision> known) {
        return known.stream()
                .filter(it -> it.getFeatures().isPresent() && it.getScoreId().isPresent());
    }

    private static Optional<ScoredRevision> entry(List<ScoredRevision> known, RecordRef ref) {
        return known.stream().filter(it -> stands(it, ref)).findFirst();
    }

    private static boolean stands(ScoredRevision entry, RecordRef ref) {
        return entry.getFeaturesRef().equals(Optional.of(ref));
    }

    private static List<ScoredRevision> with(List<ScoredRevision> known, RecordRef ref, ScoredRevision entry) {
        List<ScoredRevision> next = new ArrayList<>(known);
        next.removeIf(it -> stands(it, ref));
        next.add(entry);
        if (next.size() > LIMIT) {
            next.remove(next.stream().min(BY_REVISION).orElseThrow());
        }
        return List.copyOf(next);
    }
}
