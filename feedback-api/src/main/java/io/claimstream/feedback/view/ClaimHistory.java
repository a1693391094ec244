package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.view.Claim.DeadLetter;
import io.claimstream.feedback.view.Claim.Rejection;
import io.claimstream.feedback.view.Claim.Revision;
import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * One claim as it was known at a time. Submissions, rejections and feedback are known from their Kafka timestamp on, dead letters from that of the letter;
 * a score, whose Kafka timestamp is that of its submission, from when it was made (ADR 020).
 */
final class ClaimHistory {

    private static final String OF_CLAIM = " where insurer = :insurer and claim_id = :claim";
    private static final String SEEN =
            "select * from view_claim_revision" + OF_CLAIM + " and (submitted_at <= :asOf or first_seen_at <= :asOf)";
    private static final String FEEDBACK = "select f.*, exists (select 1 from view_feedback w"
            + " where w.withdrawn_feedback_id = f.feedback_id and w.kind = 'WITHDRAWN'"
            + " and w.insurer = f.insurer and w.claim_id = f.claim_id and w.recorded_at <= :asOf) as withdrawn"
            + " from view_feedback f where f.insurer = :insurer and f.claim_id = :claim and f.recorded_at <= :asOf"
            + " order by f.recorded_at, f.feedback_id";

    private final Handle handle;
    private final ClaimKey claim;
    private final Instant asOf;

    private ClaimHistory(Handle handle, ClaimKey claim, Instant asOf) {
        this.handle = handle;
        this.claim = claim;
        this.asOf = asOf;
    }

    /** The claim; empty when nothing of it was known. */
    static Optional<Claim> claim(Handle handle, ClaimKey claim, Instant asOf) {
        return new ClaimHistory(handle, claim, asOf).claim();
    }

    private Optional<Claim> claim() {
        Map<Integer, List<Rejection>> rejections = rejections();
        Map<Integer, List<DeadLetter>> letters = deadLetters();
        Map<Integer, Revision> revisions = new TreeMap<>();
        Stream.concat(rejections.keySet().stream(), letters.keySet().stream())
                .forEach(number ->
                        revisions.put(number, endedOnly(number, of(number, rejections), of(number, letters))));
        Map<Integer, Score> scores = scores();
        list(SEEN, (row, context) -> {
                    int number = row.getInt("revision");
                    return seen(row, scores.get(number), of(number, rejections), of(number, letters));
                })
                .forEach(revision -> revisions.put(revision.number(), revision));
        return revisions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Claim(
                        claim, List.copyOf(revisions.values()), list(FEEDBACK, (row, context) -> Rows.feedback(row))));
    }

    /** A revision of which a submission was known, if not yet the one that was accepted in the end. */
    private Revision seen(ResultSet row, @Nullable Score score, List<Rejection> rejections, List<DeadLetter> letters)
            throws SQLException {
        Instant submittedAt = Rows.time(row, "submitted_at");
        boolean isAccepted = row.getBoolean("accepted");
        boolean isKnown = isAccepted && !submittedAt.isAfter(asOf);
        return new Revision(
                row.getInt("revision"),
                isKnown ? submittedAt : firstSeen(row, submittedAt),
                isKnown,
                isKnown ? Rows.timeOrNull(row, "event_time") : null,
                isKnown ? Rows.timeOrNull(row, "answer_due_at") : null,
                isKnown || !isAccepted ? score : null,
                rejections,
                letters);
    }

    private static Instant firstSeen(ResultSet row, Instant submittedAt) throws SQLException {
        return Optional.ofNullable(Rows.timeOrNull(row, "first_seen_at")).orElse(submittedAt);
    }

    private Map<Integer, Score> scores() {
        Map<Integer, Score> scores = new HashMap<>();
        list("select * from view_score" + OF_CLAIM + " and scored_at <= :asOf", (row, context) -> Rows.score(row))
                .forEach(score -> scores.put(score.revision(), score));
        return scores;
    }

    private Map<Integer, List<Rejection>> rejections() {
        Map<Integer, List<Rejection>> rejections = new HashMap<>();
        list(
                        "select * from view_rejection" + OF_CLAIM
                                + " and rejected_at <= :asOf order by rejected_at, submitted_offset",
                        (row, context) -> Map.entry(
                                row.getInt("revision"),
                                new Rejection(
                                        Rows.time(row, "rejected_at"), EventJson.parse(Rows.text(row, "violations")))))
                .forEach(entry -> rejections
                        .computeIfAbsent(entry.getKey(), number -> new ArrayList<>())
                        .add(entry.getValue()));
        return rejections;
    }

    private Map<Integer, List<DeadLetter>> deadLetters() {
        Map<Integer, List<DeadLetter>> letters = new HashMap<>();
        list(
                        "select * from view_dead_letter" + OF_CLAIM
                                + " and died_at <= :asOf order by died_at, letter_partition, letter_offset",
                        (row, context) -> Map.entry(row.getInt("revision"), Rows.deadLetter(row)))
                .forEach(entry -> letters.computeIfAbsent(entry.getKey(), number -> new ArrayList<>())
                        .add(entry.getValue()));
        return letters;
    }

    /** Submitted records are kept for 30 days, so a rebuilt read model may know no more than the end. */
    private static Revision endedOnly(int number, List<Rejection> rejections, List<DeadLetter> letters) {
        Instant earliest = Stream.concat(
                        rejections.stream().map(Rejection::at),
                        letters.stream().map(letter -> letter.source().at()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new Revision(number, earliest, false, null, null, null, rejections, letters);
    }

    private static <T> List<T> of(int number, Map<Integer, List<T>> all) {
        return all.getOrDefault(number, List.of());
    }

    private <T> List<T> list(String sql, RowMapper<T> mapper) {
        return handle.createQuery(sql)
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .bind("asOf", Column.bindable(asOf))
                .map(mapper)
                .list();
    }
}
