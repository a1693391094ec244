package io.claimstream.feedback.contest;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.claimant.ReviewAnswer;
import io.claimstream.feedback.contest.Contest.Answer;
import io.claimstream.feedback.contest.Contest.Received;
import io.claimstream.feedback.contest.Contest.Review;
import io.claimstream.feedback.contest.Contest.Subject;
import io.claimstream.platform.database.UniqueViolation;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what claimants contest. One of a score is open at a time, whatever comes at once. Each change and its entry in the audit trail, which holds no text, are one transaction. Who may
 * review what is not its business. Thread-safe.
 */
public final class Contests {

    /** The most texts with one contest. */
    public static final int MOST_TEXTS = 50;

    /** The most contests of one claim that are looked at. */
    public static final int MOST_OF_A_CLAIM = 50;

    private static final int ID_BYTES = 8;
    private static final int ATTEMPTS = 5;
    private static final int AT_ONCE = 500;

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final Random chance;

    /** @param chance makes ids, which need not be secret */
    public Contests(Jdbi jdbi, AuditTrail audit, Clock clock, Random chance) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.chance = chance;
    }

    /**
     * A contest that was opened or added to.
     *
     * @param isNew whether it was opened just now; otherwise it was open
     * @param isKept whether the text is kept; not when there are {@value #MOST_TEXTS} already
     */
    public record Opened(Contest contest, boolean isNew, boolean isKept) {}

    /** What came of a change: the contest as it is then; without a change when it was not to be made. */
    public record Changed(Contest contest, boolean isDone) {}

    /**
     * Opens a contest, or adds to the one of the score that is open.
     *
     * @param due how long it may take, from when it was received
     * @param grounds why
     */
    public Opened open(Act act, Subject subject, Received received, Duration due, ContestText grounds) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Opened> opened = openOf(subject.scoreId())
                    .map(known -> add(act, known, grounds))
                    .orElseGet(() -> openFirst(act, subject, received, due, grounds));
            if (opened.isPresent()) {
                return opened.get();
            }
        }
        throw new IllegalStateException("Expected a contest that others leave alone for a moment.");
    }

    /** Empty when a twin was faster. */
    private Optional<Opened> openFirst(Act act, Subject subject, Received received, Duration due, ContestText grounds) {
        Contest contest = new Contest(
                newId(),
                subject,
                received,
                received.at().plus(due),
                null,
                1,
                now(),
                act.caller().name(),
                null,
                null,
                null,
                List.of(grounds));
        try {
            jdbi.useTransaction(handle -> {
                ContestTable.insert(handle, contest);
                audit.add(handle, ContestEntry.of(act, AuditAction.CONTEST_OPENED, null, contest));
            });
            return Optional.of(new Opened(contest, true, true));
        } catch (UnableToExecuteStatementException e) {
            if (UniqueViolation.caused(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<String> openOf(String scoreId) {
        return jdbi.withHandle(handle -> ContestTable.openOf(handle, scoreId));
    }

    /** Empty when it was answered meanwhile. */
    private Optional<Opened> add(Act act, String contestId, ContestText text) {
        Changed changed = changed(act, AuditAction.CONTEST_ADDED_TO, contestId, (handle, now) -> {
                    if (now.answer() != null || now.texts().size() >= MOST_TEXTS) {
                        return Optional.empty();
                    }
                    ContestTable.add(handle, contestId, now.texts().size() + 1, text);
                    return Optional.of(now);
                })
                .orElseThrow();
        return changed.contest().answer() == null
                ? Optional.of(new Opened(changed.contest(), false, changed.isDone()))
                : Optional.empty();
    }

    /** A contest. */
    public Optional<Contest> find(String contestId) {
        return jdbi.withHandle(handle -> ContestTable.find(handle, contestId));
    }

    /** A page of contests, without those of claimants who were erased. */
    public List<Contest> list(ContestSearch search) {
        return jdbi.withHandle(handle -> ContestTable.page(handle, search));
    }

    /** Those of some scores that ended, by score; what ended first before the rest. */
    public Map<String, List<Contest>> ended(List<String> scoreIds) {
        Map<String, List<Contest>> ended = new HashMap<>();
        for (int from = 0; from < scoreIds.size(); from += AT_ONCE) {
            List<String> some = scoreIds.subList(from, Math.min(scoreIds.size(), from + AT_ONCE));
            jdbi.withHandle(handle -> ContestTable.ended(handle, some))
                    .forEach(it -> ended.computeIfAbsent(it.subject().scoreId(), score -> new ArrayList<>())
                            .add(it));
        }
        return ended;
    }

    /** Whether a claim is contested, or ever was. */
    public boolean isKnown(ClaimKey claim) {
        return jdbi.withHandle(handle -> ContestTable.isKnown(handle, claim));
    }

    /**
     * How many there are.
     *
     * @param open how many are not answered
     * @param dueSoon how many of them are due within a week
     * @param overdue how many of them are overdue
     */
    public record Counts(long open, long dueSoon, long overdue) {}

    /** How many there are now, of all insurers. */
    public Counts counts() {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> {
            long overdue = ContestTable.dueBy(handle, now);
            return new Counts(
                    ContestTable.unanswered(handle),
                    ContestTable.dueBy(handle, now.plus(Contest.SOON)) - overdue,
                    overdue);
        });
    }

    /**
     * Who wants to review it.
     *
     * @param person the person behind the actor
     * @param mayTakeOver whether they may where somebody else does
     * @param isDeciderUnknown whether somebody decided on the claim of whom nobody knows which person that is
     */
    public record Reviewer(String person, boolean mayTakeOver, boolean isDeciderUnknown) {}

    /** Has someone review it; not done when somebody else does, unless that is an administrator's to change, or when it is answered. */
    public Optional<Changed> begin(Act act, String contestId, Reviewer reviewer) {
        return changed(act, AuditAction.CONTEST_REVIEW_BEGUN, contestId, (handle, now) -> {
            boolean isFree = now.review() == null || reviewer.mayTakeOver();
            Review review = new Review(act.caller().name(), reviewer.person(), now(), reviewer.isDeciderUnknown());
            return now.answer() == null && isFree
                    ? Optional.of(with(now, review, now.approvalId(), null))
                    : Optional.empty();
        });
    }

    /** Gives it more time, once, before it is due, and never beyond {@link Contest#latestDue}; not done otherwise. */
    public Optional<Changed> extend(Act act, String contestId, Duration more, ContestText why) {
        return changed(act, AuditAction.CONTEST_EXTENDED, contestId, (handle, now) -> {
            if (now.answer() != null
                    || now.extendedAt() != null
                    || now.isOverdue(clock.instant())
                    || now.dueAt().plus(more).isAfter(now.latestDue())) {
                return Optional.empty();
            }
            ContestTable.add(handle, contestId, now.texts().size() + 1, why);
            return Optional.of(new Contest(
                    now.contestId(),
                    now.subject(),
                    now.received(),
                    now.dueAt().plus(more),
                    now(),
                    now.version(),
                    now.openedAt(),
                    now.openedBy(),
                    now.review(),
                    now.approvalId(),
                    null,
                    now.texts()));
        });
    }

    /** Notes that another result waits for a second person; not done when it is answered. */
    public Optional<Changed> waits(Act act, String contestId, String approvalId, ContestText text) {
        return changed(act, AuditAction.CONTEST_DECISION_ASKED, contestId, (handle, now) -> {
            if (now.answer() != null) {
                return Optional.empty();
            }
            ContestTable.add(handle, contestId, now.texts().size() + 1, text);
            return Optional.of(with(now, now.review(), approvalId, null));
        });
    }

    /**
     * What ends a contest.
     *
     * @param feedbackId the feedback that changed the result; null when it was not changed
     * @param amount what it was changed to; likewise
     * @param text what the claimant is told; null when it stands there already
     */
    public record Ending(
            ReviewAnswer.Outcome outcome,
            @Nullable String feedbackId,
            @Nullable BigDecimal amount,
            @Nullable ContestText text) {}

    /** Ends it; not done when it was ended. */
    public Optional<Changed> answer(Act act, String contestId, Ending ending) {
        return changed(act, AuditAction.CONTEST_ANSWERED, contestId, (handle, now) -> {
            if (now.answer() != null) {
                return Optional.empty();
            }
            ContestText text = ending.text();
            if (text != null) {
                ContestTable.add(handle, contestId, now.texts().size() + 1, text);
            }
            Answer answer =
                    new Answer(ending.outcome(), now(), act.caller().name(), ending.feedbackId(), ending.amount());
            return Optional.of(with(now, now.review(), now.approvalId(), answer));
        });
    }

    /** The contest whose new amount waits for an approval, if there is one; empty once it is answered. */
    public Optional<Contest> waiting(String approvalId) {
        return jdbi.withHandle(
                handle -> ContestTable.ofApproval(handle, approvalId).flatMap(it -> ContestTable.find(handle, it)));
    }

    /** Ends the contest that waits for an approval, if there is one, now that the feedback was given. */
    public void given(Act act, String approvalId, String feedbackId, BigDecimal amount) {
        jdbi.withHandle(handle -> ContestTable.ofApproval(handle, approvalId)).ifPresent(it -> {
            var unused = answer(act, it, new Ending(ReviewAnswer.Outcome.CHANGED, feedbackId, amount, null));
        });
    }

    private static Contest with(
            Contest now, @Nullable Review review, @Nullable String approvalId, @Nullable Answer answer) {
        return new Contest(
                now.contestId(),
                now.subject(),
                now.received(),
                now.dueAt(),
                now.extendedAt(),
                now.version(),
                now.openedAt(),
                now.openedBy(),
                review,
                approvalId,
                answer,
                now.texts());
    }

    /** Changes a contest under its lock; empty when there is none. */
    private Optional<Changed> changed(
            Act act, AuditAction action, String contestId, BiFunction<Handle, Contest, Optional<Contest>> change) {
        Function<Handle, Optional<Changed>> work =
                handle -> ContestTable.locked(handle, contestId).map(now -> change.apply(handle, now)
                        .map(next -> {
                            ContestTable.update(handle, next);
                            Contest then = ContestTable.find(handle, contestId).orElseThrow();
                            audit.add(handle, ContestEntry.of(act, action, now, then));
                            return new Changed(then, true);
                        })
                        .orElseGet(() -> new Changed(now, false)));
        return jdbi.inTransaction(work::apply);
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        chance.nextBytes(bytes);
        return "co_" + HexFormat.of().formatHex(bytes);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
