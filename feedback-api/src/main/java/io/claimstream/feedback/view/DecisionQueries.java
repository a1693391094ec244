package io.claimstream.feedback.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Questions about scores and what was decided on them. */
final class DecisionQueries {

    private static final String SCORES =
            "select s.insurer, s.claim_id, s.revision, s.score_id, s.currency, s.estimate, s.lower_end, s.upper_end,"
                    + " s.model_version, s.scored_at from view_score s";

    /** The scores first: H2 would rather go through all feedback. */
    private static final String SAID = "select f.*, " + FeedbackQueries.WITHDRAWN + " as withdrawn"
            + " from unnest(cast(:scores as varchar array)) as asked(asked_id)"
            + " join view_feedback f on f.score_id = asked.asked_id order by f.recorded_at, f.feedback_id";

    private DecisionQueries() {}

    /** Call it within one snapshot. */
    static List<DecidedScore> page(Handle handle, DecisionSearch search) {
        List<DecidedScore> scores = scores(handle, search);
        Map<String, List<Feedback>> said =
                said(handle, scores.stream().map(it -> it.score().scoreId()).toList());
        return scores.stream()
                .map(it -> new DecidedScore(
                        it.claim(),
                        it.revision(),
                        it.score(),
                        said.getOrDefault(it.score().scoreId(), List.of())))
                .toList();
    }

    private static List<DecidedScore> scores(Handle handle, DecisionSearch search) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        if (ErasedClaims.isAny(handle)) {
            conditions.add(ErasedClaims.none("s"));
        }
        search.model().ifPresent(it -> with(conditions, values, "s.model_version = :model", "model", it));
        search.insurer().ifPresent(it -> with(conditions, values, "s.insurer = :insurer", "insurer", it));
        search.from().ifPresent(it -> with(conditions, values, "s.scored_at >= :from", "from", it));
        search.to().ifPresent(it -> with(conditions, values, "s.scored_at < :to", "to", it));
        search.after().ifPresent(it -> {
            with(conditions, values, "s.scored_at <= :at", "at", it.scoredAt());
            with(conditions, values, "(s.scored_at < :at or s.score_id < :after)", "after", it.scoreId());
        });
        values.replaceAll(
                (name, value) -> Optional.ofNullable(Column.bindable(value)).orElse(value));
        return handle.createQuery(SCORES + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                        + " order by s.scored_at desc, s.score_id desc limit :limit")
                .bindMap(values)
                .bind("limit", search.limit())
                .map((row, context) -> new DecidedScore(
                        Rows.claim(row), row.getInt("revision"), ClaimSummaries.scored(row), List.of()))
                .list();
    }

    private static Map<String, List<Feedback>> said(Handle handle, List<String> scoreIds) {
        return handle
                .createQuery(SAID)
                .bindArray("scores", String.class, scoreIds)
                .map((row, context) -> Map.entry(Rows.text(row, "score_id"), Rows.feedback(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static void with(
            List<String> conditions, Map<String, Object> values, String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }
}
