package io.claimstream.feedback.exercise;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.exercise.Exercise.Noted;
import io.claimstream.feedback.exercise.ExerciseClaim.Answer;
import io.claimstream.feedback.figures.Days;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps exercises. Nothing that it writes is read by anything that decides on claims. That one was asked for, and that it ended, stands in the audit trail in the same transaction. Who may do what is not its business. Thread-safe.
 */
public final class Exercises {

    /** Where exercises are found in the API. */
    public static final String ADDRESS = "/v1/exercises";

    private static final int ID_BYTES = 8;

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final Random chance;

    /** @param chance draws claims and makes ids */
    public Exercises(Jdbi jdbi, AuditTrail audit, Clock clock, Random chance) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.chance = chance;
    }

    /**
     * An exercise that is wanted.
     *
     * @param insurer whose claims
     * @param person who is to work through it
     * @param claims how many, 1 or more
     * @param plantedPercent how many of a hundred are to be wrong on purpose, 0 to 100
     */
    public record Wanted(String insurer, String person, int claims, int plantedPercent) {}

    /** What came of a change: the exercise as it is then; without a change when it was not to be made. */
    public record Changed(Exercise exercise, boolean isDone) {}

    /**
     * Draws an exercise.
     *
     * @param isPerson whether a name that stands in events means the person
     * @return empty when too few claims are fit for it, and nothing was done
     */
    public Optional<Exercise> plan(Act act, Wanted wanted, Predicate<String> isPerson) {
        List<RightScore> fit = FitClaims.find(jdbi, wanted.insurer(), isPerson);
        if (fit.size() < wanted.claims()) {
            return Optional.empty();
        }
        Exercise exercise = new Exercise(
                newId(),
                wanted.insurer(),
                wanted.person(),
                new Noted(act.caller().name(), now()),
                null,
                Planting.draw(fit, Planting.Size.of(wanted.claims(), wanted.plantedPercent()), chance));
        jdbi.useTransaction(handle -> {
            ExerciseTable.insert(handle, exercise);
            audit(handle, act, AuditAction.EXERCISE_ASKED, exercise);
        });
        return Optional.of(exercise);
    }

    /** An exercise. */
    public Optional<Exercise> find(String exerciseId) {
        return jdbi.withHandle(handle -> ExerciseTable.find(handle, exerciseId));
    }

    /** A page of exercises. */
    public List<Exercise> list(ExerciseSearch search) {
        return jdbi.withHandle(handle -> ExerciseTable.page(handle, search));
    }

    /** How people answered in exercises that are over, by the UTC day of the answer; of one insurer's claims, or with null of all. */
    public ExerciseAgreement agreement(@Nullable String insurer, Days days) {
        return jdbi.withHandle(handle -> ExerciseFigures.find(handle, insurer, days));
    }

    /** Notes that a claim was shown. The time that an answer takes runs from the first showing. */
    public void showed(String exerciseId, int number) {
        jdbi.useHandle(handle -> ExerciseTable.showed(handle, exerciseId, number, now()));
    }

    /**
     * Takes an answer, and ends the exercise with the last one; not done unless it is to the claim that is to be answered now, and that was shown.
     *
     * @param amount the person's own amount; null when they agree
     * @return empty when there is no such exercise
     */
    public Optional<Changed> answer(Act act, String exerciseId, int number, @Nullable BigDecimal amount) {
        return jdbi.inTransaction(
                handle -> ExerciseTable.locked(handle, exerciseId).map(now -> {
                    Optional<ExerciseClaim> asked =
                            now.next().filter(it -> it.number() == number && it.shownAt() != null);
                    if (asked.isEmpty()) {
                        return new Changed(now, false);
                    }
                    ExerciseTable.answer(handle, exerciseId, number, new Answer(amount, now()));
                    boolean isLast = now.answered() + 1 == now.claims().size();
                    return isLast ? ended(handle, act, exerciseId) : changed(handle, exerciseId);
                }));
    }

    /** Ends an exercise before its last answer; not done when it is over. Empty when there is no such exercise. */
    public Optional<Changed> end(Act act, String exerciseId) {
        return jdbi.inTransaction(handle -> ExerciseTable.locked(handle, exerciseId)
                .map(now -> now.isOver() ? new Changed(now, false) : ended(handle, act, exerciseId)));
    }

    private Changed ended(Handle handle, Act act, String exerciseId) {
        ExerciseTable.end(handle, exerciseId, new Noted(act.caller().name(), now()));
        Changed changed = changed(handle, exerciseId);
        audit(handle, act, AuditAction.EXERCISE_ENDED, changed.exercise());
        return changed;
    }

    private static Changed changed(Handle handle, String exerciseId) {
        return new Changed(ExerciseTable.find(handle, exerciseId).orElseThrow(), true);
    }

    private void audit(Handle handle, Act act, AuditAction action, Exercise exercise) {
        ObjectNode state = JsonNodeFactory.instance
                .objectNode()
                .put("person", exercise.person())
                .put("claims", exercise.claims().size())
                .put("planted", exercise.planted())
                .put("answered", exercise.answered());
        audit.add(
                handle,
                act.done(action, ADDRESS + "/" + exercise.exerciseId(), exercise.insurer(), States.made(state)));
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        chance.nextBytes(bytes);
        return "ex_" + HexFormat.of().formatHex(bytes);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
