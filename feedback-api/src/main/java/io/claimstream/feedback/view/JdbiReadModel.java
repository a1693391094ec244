package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.view.Claim.DeadLetter;
import io.claimstream.feedback.view.Claim.Rejection;
import io.claimstream.feedback.view.Claim.Revision;
import io.claimstream.schemas.json.EventJson;
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
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** The read model in the database. Thread-safe. */
public final class JdbiReadModel implements ReadModel {

    private static final String OF_CLAIM = " where insurer = :insurer and claim_id = :claim";
    private static final String FEEDBACK = "select f.*, exists (select 1 from view_feedback w"
            + " where w.withdrawn_feedback_id = f.feedback_id and w.kind = 'WITHDRAWN'"
            + " and w.insurer = f.insurer and w.claim_id = f.claim_id) as withdrawn from view_feedback f";

    private final Jdbi jdbi;

    public JdbiReadModel(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Score> score(String scoreId) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from view_score where score_id = :id")
                .bind("id", scoreId)
                .map((row, context) -> Rows.score(row))
                .findOne());
    }

    @Override
    public Optional<Score> currentScore(ClaimKey claim) {
        return jdbi.withHandle(handle -> ofClaim(
                        handle, "select * from view_score" + OF_CLAIM + " order by revision desc limit 1", claim)
                .map((row, context) -> Rows.score(row))
                .findOne());
    }

    @Override
    public Optional<Feedback> feedback(String feedbackId) {
        return jdbi.withHandle(handle -> handle.createQuery(FEEDBACK + " where f.feedback_id = :id")
                .bind("id", feedbackId)
                .map((row, context) -> Rows.feedback(row))
                .findOne());
    }

    @Override
    public List<Feedback> feedbackOn(String scoreId) {
        return jdbi.withHandle(
                handle -> handle.createQuery(FEEDBACK + " where f.score_id = :id order by f.recorded_at, f.feedback_id")
                        .bind("id", scoreId)
                        .map((row, context) -> Rows.feedback(row))
                        .list());
    }

    @Override
    public Optional<Claim> claim(ClaimKey claim) {
        // One snapshot: an acceptance and its score never appear half.
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> claim(handle, claim));
    }

    @Override
    public ClaimPage claims(ClaimSearch search) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> ClaimQueries.page(handle, search));
    }

    @Override
    public Trace trace(ClaimKey claim, int revision, RecordRef submitted) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> TraceQueries.trace(handle, claim, revision, submitted));
    }

    @Override
    public Uses usedIn(ClaimKey claim) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> UseQueries.usedIn(handle, claim));
    }

    @Override
    public Models models() {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, ModelQueries::models);
    }

    @Override
    public List<Run> runs() {
        return jdbi.withHandle(RunQueries::newest);
    }

    @Override
    public List<PlacedMove> moves() {
        return jdbi.withHandle(LifecycleQueries::moves);
    }

    @Override
    public Optional<ModelCommand> command(String commandId) {
        return jdbi.withHandle(handle -> LifecycleQueries.command(handle, commandId));
    }

    @Override
    public long decidedClaims(Withdrawal withdrawal) {
        return jdbi.withHandle(handle -> LifecycleQueries.decidedClaims(handle, withdrawal));
    }

    @Override
    public List<DecidedClaim> decided(Withdrawal withdrawal, String after, int limit) {
        return jdbi.withHandle(handle -> LifecycleQueries.decided(handle, withdrawal, after, limit));
    }

    @Override
    public Optional<String> report(String version) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select report from view_model_report where version = :version")
                        .bind("version", version)
                        .mapTo(String.class)
                        .findOne());
    }

    private static Optional<Claim> claim(Handle handle, ClaimKey claim) {
        Map<Integer, Score> scores = new HashMap<>();
        list(handle, "select * from view_score" + OF_CLAIM, claim, (row, context) -> Rows.score(row))
                .forEach(score -> scores.put(score.revision(), score));
        Map<Integer, List<Rejection>> rejections = rejections(handle, claim);
        Map<Integer, List<DeadLetter>> letters = deadLetters(handle, claim);
        Map<Integer, Revision> revisions = new TreeMap<>();
        Stream.concat(rejections.keySet().stream(), letters.keySet().stream())
                .forEach(number -> revisions.put(
                        number,
                        endedOnly(
                                number,
                                rejections.getOrDefault(number, List.of()),
                                letters.getOrDefault(number, List.of()))));
        list(
                        handle,
                        "select * from view_claim_revision" + OF_CLAIM,
                        claim,
                        (row, context) -> new Revision(
                                row.getInt("revision"),
                                Rows.time(row, "submitted_at"),
                                row.getBoolean("accepted"),
                                Rows.timeOrNull(row, "event_time"),
                                Rows.timeOrNull(row, "answer_due_at"),
                                scores.get(row.getInt("revision")),
                                rejections.getOrDefault(row.getInt("revision"), List.of()),
                                letters.getOrDefault(row.getInt("revision"), List.of())))
                .forEach(revision -> revisions.put(revision.number(), revision));
        if (revisions.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Claim(claim, List.copyOf(revisions.values()), feedback(handle, claim)));
    }

    private static Map<Integer, List<Rejection>> rejections(Handle handle, ClaimKey claim) {
        Map<Integer, List<Rejection>> rejections = new HashMap<>();
        list(
                        handle,
                        "select * from view_rejection" + OF_CLAIM + " order by rejected_at, submitted_offset",
                        claim,
                        (row, context) -> Map.entry(
                                row.getInt("revision"),
                                new Rejection(
                                        Rows.time(row, "rejected_at"), EventJson.parse(Rows.text(row, "violations")))))
                .forEach(entry -> rejections
                        .computeIfAbsent(entry.getKey(), number -> new ArrayList<>())
                        .add(entry.getValue()));
        return rejections;
    }

    private static Map<Integer, List<DeadLetter>> deadLetters(Handle handle, ClaimKey claim) {
        Map<Integer, List<DeadLetter>> letters = new HashMap<>();
        list(
                        handle,
                        "select * from view_dead_letter" + OF_CLAIM
                                + " order by died_at, letter_partition, letter_offset",
                        claim,
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

    private static List<Feedback> feedback(Handle handle, ClaimKey claim) {
        return list(
                handle,
                FEEDBACK + " where f.insurer = :insurer and f.claim_id = :claim order by f.recorded_at, f.feedback_id",
                claim,
                (row, context) -> Rows.feedback(row));
    }

    private static <T> List<T> list(Handle handle, String sql, ClaimKey claim, RowMapper<T> mapper) {
        return ofClaim(handle, sql, claim).map(mapper).list();
    }

    private static Query ofClaim(Handle handle, String sql, ClaimKey claim) {
        return handle.createQuery(sql).bind("insurer", claim.insurer()).bind("claim", claim.claimId());
    }
}
