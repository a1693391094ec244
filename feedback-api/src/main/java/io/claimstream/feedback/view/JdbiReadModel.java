package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.RecordRef;
import io.claimstream.model.DatasetSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** The read model in the database. Thread-safe. */
public final class JdbiReadModel implements ReadModel {

    private static final String OF_CLAIM = " where insurer = :insurer and claim_id = :claim";
    private final Jdbi jdbi;

    public JdbiReadModel(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Score> score(String scoreId) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from view_score where score_id = :id")
                .bind("id", scoreId)
                .map((row, context) -> Rows.score(row))
                .findOne()
                .map(it -> shown(handle, it, it.claim(), it.revision())));
    }

    @Override
    public Optional<Score> currentScore(ClaimKey claim) {
        return jdbi.withHandle(handle -> ofClaim(
                        handle, "select * from view_score" + OF_CLAIM + " order by revision desc limit 1", claim)
                .map((row, context) -> Rows.score(row))
                .findOne()
                .map(it -> shown(handle, claim, it))
                .filter(it -> it.revision() >= ErasedClaims.shownFrom(handle, claim)));
    }

    @Override
    public List<AcceptedRevision> accepted(ClaimKey claim, int most) {
        return jdbi.withHandle(handle -> ofClaim(
                        handle,
                        "select revision, accepted_partition, accepted_offset from view_claim_revision" + OF_CLAIM
                                + " and accepted_offset is not null and revision >= :from order by revision desc limit :most",
                        claim)
                .bind("from", ErasedClaims.shownFrom(handle, claim))
                .bind("most", most)
                .map((row, context) -> new AcceptedRevision(
                        row.getInt("revision"),
                        new RecordRef(row.getInt("accepted_partition"), row.getLong("accepted_offset"))))
                .list());
    }

    @Override
    public Optional<Feedback> feedback(String feedbackId) {
        return jdbi.withHandle(handle -> handle.createQuery(FeedbackQueries.SELECT + " where f.feedback_id = :id")
                .bind("id", feedbackId)
                .map((row, context) -> Rows.feedback(row))
                .findOne()
                .map(it -> shown(handle, it, it.claim(), Objects.requireNonNullElse(it.revision(), 0))));
    }

    @Override
    public List<Feedback> feedbackOn(String scoreId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        FeedbackQueries.SELECT + " where f.score_id = :id order by f.recorded_at, f.feedback_id")
                .bind("id", scoreId)
                .map((row, context) -> Rows.feedback(row))
                .list());
    }

    @Override
    public Optional<String> claimant(ClaimKey claim, int revision) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select claimant from view_claim_revision"
                                + " where insurer = :insurer and claim_id = :claim and revision = :revision and claimant is not null")
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .bind("revision", revision)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public List<Feedback> feedback(FeedbackSearch search) {
        return jdbi.withHandle(handle -> FeedbackQueries.page(handle, search));
    }

    @Override
    public List<DecidedScore> decisions(DecisionSearch search) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> DecisionQueries.page(handle, search));
    }

    @Override
    public Map<String, Became> becameOf(List<Feedback> feedback) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> FeedbackQueries.becameOf(handle, feedback));
    }

    @Override
    public Optional<Claim> claim(ClaimKey claim, Instant asOf) {
        // One snapshot: an acceptance and its score never appear half.
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> ClaimHistory.claim(handle, claim, asOf)
                        .map(it -> shown(handle, claim, it))
                        .map(it -> it.from(ErasedClaims.shownFrom(handle, claim)))
                        .filter(it -> !it.revisions().isEmpty()));
    }

    @Override
    public ClaimPage claims(ClaimSearch search) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> ClaimQueries.page(handle, search));
    }

    @Override
    public int count(ClaimSearch search) {
        return jdbi.withHandle(handle -> ClaimQueries.count(handle, search));
    }

    @Override
    public Optional<ClaimSummary> summary(ClaimKey claim) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> ClaimSummaries.of(handle, List.of(claim)).stream()
                        .map(ClaimSummaries.Summed::claim)
                        .findFirst()
                        .map(it -> shown(handle, claim, it)));
    }

    @Override
    public Trace trace(ClaimKey claim, int revision, RecordRef submitted) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> TraceQueries.trace(handle, claim, revision, submitted));
    }

    @Override
    public Uses usedIn(ClaimKey claim, Instant asOf) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> UseQueries.usedIn(handle, claim, asOf));
    }

    @Override
    public Models models(Models.@Nullable Place after, int limit) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> ModelQueries.models(handle, after, limit));
    }

    @Override
    public List<SettledClaim> settledNear(SettledSearch search) {
        return jdbi.withHandle(handle -> SettledView.near(handle, search));
    }

    @Override
    public Optional<Models.Version> version(String version) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from view_model where version = :version")
                .bind("version", version)
                .map((row, context) -> Rows.version(row))
                .findOne());
    }

    @Override
    public List<Run> runs(@Nullable Run after, int limit) {
        return jdbi.withHandle(handle -> RunQueries.newest(handle, after, limit));
    }

    @Override
    public Optional<Run> run(String runId) {
        return jdbi.withHandle(handle -> RunQueries.run(handle, runId));
    }

    @Override
    public Optional<RunStep> stepOf(String runId) {
        return jdbi.withHandle(handle -> RunQueries.step(handle, runId));
    }

    @Override
    public Optional<Run> runOf(String version) {
        return jdbi.withHandle(handle -> RunQueries.ofVersion(handle, version));
    }

    @Override
    public List<DatasetSeen> datasets(DatasetSearch search) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> DatasetQueries.page(handle, search));
    }

    @Override
    public Optional<DatasetSeen> dataset(String name) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> DatasetQueries.dataset(handle, name));
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
    public List<ModelCommand> openCommands() {
        return jdbi.withHandle(LifecycleQueries::open);
    }

    @Override
    public long labelledWithin(String version, @Nullable String insurer, List<DatasetSummary.Offsets> ranges) {
        return ranges.isEmpty()
                ? 0
                : jdbi.withHandle(handle -> LineageQueries.labelledWithin(handle, version, insurer, ranges));
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

    private static <T> T shown(Handle handle, T what, ClaimKey claim, int revision) {
        ErasedClaims.require(handle, claim, revision);
        return what;
    }

    private static <T> T shown(Handle handle, ClaimKey claim, T what) {
        ErasedClaims.require(handle, claim);
        return what;
    }

    private static Query ofClaim(Handle handle, String sql, ClaimKey claim) {
        return handle.createQuery(sql).bind("insurer", claim.insurer()).bind("claim", claim.claimId());
    }
}
