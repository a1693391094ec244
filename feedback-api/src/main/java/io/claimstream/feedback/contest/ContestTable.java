package io.claimstream.feedback.contest;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.Sealed;
import io.claimstream.feedback.claimant.ReviewAnswer;
import io.claimstream.feedback.contest.Contest.Answer;
import io.claimstream.feedback.contest.Contest.Received;
import io.claimstream.feedback.contest.Contest.Review;
import io.claimstream.feedback.contest.Contest.State;
import io.claimstream.feedback.contest.Contest.Subject;
import io.claimstream.feedback.note.NoteColumns;
import io.claimstream.feedback.view.ErasedClaims;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The tables of contests. */
final class ContestTable {

    private static final String INSERT = "insert into record_contest (contest_id, insurer, claim_id, revision,"
            + " score_id, open_score_id, feedback_id, channel, contested_by, state, version, received_at, due_at,"
            + " opened_at, opened_by) values (:id, :insurer, :claim, :revision, :score, :score, :feedback, :channel,"
            + " :contestedBy, :state, 1, :received, :due, :opened, :openedBy)";
    private static final String UPDATE =
            "update record_contest set version = version + 1, state = :state, due_at = :due, open_score_id = case when"
                    + " :outcome is null then score_id end, extended_at = :extended, reviewer = :reviewer, reviewer_person"
                    + " = :person, review_began_at = :began, decider_unknown = :unknown, approval_id = :approval, outcome = :outcome, answered_at ="
                    + " :answered, answered_by = :answeredBy, result_feedback_id = :result, amount = :amount where"
                    + " contest_id = :id";
    private static final String ADD_TEXT = "insert into record_contest_text"
            + " (contest_id, number, kind, key_id, ciphertext, written_at, written_by)"
            + " values (:id, :number, :kind, :key, :ciphertext, :at, :by)";

    private ContestTable() {}

    static void insert(Handle handle, Contest contest) {
        handle.createUpdate(INSERT)
                .bind("id", contest.contestId())
                .bind("insurer", contest.subject().claim().insurer())
                .bind("claim", contest.subject().claim().claimId())
                .bind("revision", contest.subject().revision())
                .bind("score", contest.subject().scoreId())
                .bind("feedback", contest.subject().feedbackId())
                .bind("channel", contest.received().channel().name())
                .bind("contestedBy", contest.received().by().name())
                .bind("state", State.OPEN.name())
                .bind("received", utc(contest.received().at()))
                .bind("due", utc(contest.dueAt()))
                .bind("opened", utc(contest.openedAt()))
                .bind("openedBy", contest.openedBy())
                .execute();
        contest.texts().forEach(it -> add(handle, contest.contestId(), 1, it));
    }

    /** Writes what may change; texts are added by themselves. */
    static void update(Handle handle, Contest contest) {
        Review review = contest.review();
        Answer answer = contest.answer();
        handle.createUpdate(UPDATE)
                .bind("id", contest.contestId())
                .bind("state", contest.state().name())
                .bind("due", utc(contest.dueAt()))
                .bind("extended", utc(contest.extendedAt()))
                .bind("reviewer", review == null ? null : review.reviewer())
                .bind("person", review == null ? null : review.person())
                .bind("began", review == null ? null : utc(review.beganAt()))
                .bind("unknown", review == null ? null : review.isDeciderUnknown())
                .bind("approval", contest.approvalId())
                .bind("outcome", answer == null ? null : answer.outcome().name())
                .bind("answered", answer == null ? null : utc(answer.at()))
                .bind("answeredBy", answer == null ? null : answer.by())
                .bind("result", answer == null ? null : answer.feedbackId())
                .bind("amount", answer == null ? null : answer.amount())
                .execute();
    }

    /** Adds a text behind those that are there; within the lock of the contest. */
    static void add(Handle handle, String contestId, int number, ContestText text) {
        Sealed sealed = text.text();
        handle.createUpdate(ADD_TEXT)
                .bind("id", contestId)
                .bind("number", number)
                .bind("kind", text.kind().name())
                .bind("key", sealed == null ? null : sealed.getKeyId())
                .bind("ciphertext", sealed == null ? null : NoteColumns.ciphertext(sealed))
                .bind("at", utc(text.at()))
                .bind("by", text.by())
                .execute();
    }

    /** A contest that nobody else changes until the transaction ends. */
    static Optional<Contest> locked(Handle handle, String contestId) {
        return handle.createQuery("select * from record_contest where contest_id = :id for update")
                .bind("id", contestId)
                .map((row, context) -> contest(handle, row))
                .findOne();
    }

    static Optional<Contest> find(Handle handle, String contestId) {
        return handle.createQuery("select * from record_contest where contest_id = :id")
                .bind("id", contestId)
                .map((row, context) -> contest(handle, row))
                .findOne();
    }

    /** The open contest of a score. */
    static Optional<String> openOf(Handle handle, String scoreId) {
        return handle.createQuery("select contest_id from record_contest where open_score_id = :score")
                .bind("score", scoreId)
                .mapTo(String.class)
                .findOne();
    }

    static Optional<String> ofApproval(Handle handle, String approvalId) {
        return handle.createQuery(
                        "select contest_id from record_contest where approval_id = :approval and state <> :answered")
                .bind("approval", approvalId)
                .bind("answered", State.ANSWERED.name())
                .mapTo(String.class)
                .findFirst();
    }

    static boolean isKnown(Handle handle, ClaimKey claim) {
        return count(
                        handle,
                        "select count(*) from record_contest where insurer = :insurer and claim_id = :claim",
                        it -> it.bind("insurer", claim.insurer()).bind("claim", claim.claimId()))
                > 0;
    }

    static long unanswered(Handle handle) {
        return count(handle, "select count(*) from record_contest where open_score_id is not null", it -> it);
    }

    /** Not answered, and due by a time. */
    static long dueBy(Handle handle, Instant time) {
        return count(
                handle,
                "select count(*) from record_contest where open_score_id is not null and due_at <= :now",
                it -> it.bind("now", utc(time)));
    }

    /** Those of some scores that ended; what ended first before the rest. */
    static List<Contest> ended(Handle handle, List<String> scoreIds) {
        return handle.createQuery("select * from record_contest where answered_at is not null"
                        + " and score_id in (<scores>) order by answered_at, contest_id")
                .bindList("scores", scoreIds)
                .map((row, context) -> contest(handle, row))
                .list();
    }

    private static long count(Handle handle, String sql, UnaryOperator<Query> bound) {
        return bound.apply(handle.createQuery(sql)).mapTo(Long.class).one();
    }

    static List<Contest> page(Handle handle, ContestSearch search) {
        StringBuilder sql = new StringBuilder("select * from record_contest where state in (<states>)");
        and(sql, search.insurer(), " and insurer = :insurer");
        and(sql, search.claim(), " and claim_id = :claim");
        and(sql, search.overdueAt(), " and open_score_id is not null and due_at <= :overdue");
        and(sql, search.after(), " and (due_at > :due or (due_at = :due and contest_id > :after))");
        if (ErasedClaims.isAny(handle)) {
            sql.append(" and ").append(ErasedClaims.noneOfRevision("record_contest"));
        }
        sql.append(" order by due_at, contest_id limit :limit");
        Query query = handle.createQuery(sql.toString())
                .bindList("states", search.states().stream().map(State::name).toList())
                .bind("limit", search.limit());
        bind(query, "insurer", search.insurer());
        bind(query, "claim", search.claim() == null ? null : search.claim().claimId());
        bind(query, "overdue", utc(search.overdueAt()));
        bind(query, "due", search.after() == null ? null : utc(search.after().dueAt()));
        bind(query, "after", search.after() == null ? null : search.after().contestId());
        return query.map((row, context) -> contest(handle, row)).list();
    }

    private static void and(StringBuilder sql, @Nullable Object value, String condition) {
        if (value != null) {
            sql.append(condition);
        }
    }

    private static void bind(SqlStatement<?> query, String name, @Nullable Object value) {
        if (value != null) {
            query.bind(name, value);
        }
    }

    private static Contest contest(Handle handle, ResultSet row) throws SQLException {
        String id = text(row, "contest_id");
        return new Contest(
                id,
                new Subject(
                        new ClaimKey(text(row, "insurer"), text(row, "claim_id")),
                        row.getInt("revision"),
                        text(row, "score_id"),
                        row.getString("feedback_id")),
                new Received(
                        needed(row, "received_at"),
                        Contest.Channel.valueOf(text(row, "channel")),
                        Contest.By.valueOf(text(row, "contested_by"))),
                needed(row, "due_at"),
                time(row, "extended_at"),
                row.getLong("version"),
                needed(row, "opened_at"),
                text(row, "opened_by"),
                row.getString("reviewer") == null
                        ? null
                        : new Review(
                                text(row, "reviewer"),
                                text(row, "reviewer_person"),
                                needed(row, "review_began_at"),
                                row.getBoolean("decider_unknown")),
                row.getString("approval_id"),
                row.getString("outcome") == null
                        ? null
                        : new Answer(
                                ReviewAnswer.Outcome.valueOf(text(row, "outcome")),
                                needed(row, "answered_at"),
                                text(row, "answered_by"),
                                row.getString("result_feedback_id"),
                                row.getBigDecimal("amount")),
                texts(handle, id));
    }

    private static List<ContestText> texts(Handle handle, String contestId) {
        return handle.createQuery("select * from record_contest_text where contest_id = :id order by number")
                .bind("id", contestId)
                .map((row, context) -> new ContestText(
                        ContestText.Kind.valueOf(text(row, "kind")),
                        sealed(row),
                        needed(row, "written_at"),
                        text(row, "written_by")))
                .list();
    }

    private static @Nullable Sealed sealed(ResultSet row) throws SQLException {
        String keyId = row.getString("key_id");
        String ciphertext = row.getString("ciphertext");
        return keyId == null || ciphertext == null
                ? null
                : new Sealed(keyId, ByteBuffer.wrap(Base64.getDecoder().decode(ciphertext)));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static Instant needed(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(time(row, column), column);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
