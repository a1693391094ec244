package io.claimstream.feedback.exercise;

import io.claimstream.feedback.exercise.ExerciseClaim.Answer;
import io.claimstream.feedback.figures.AgreementSums;
import io.claimstream.feedback.figures.SettledSums;
import io.claimstream.model.statistics.Measured;
import io.claimstream.model.statistics.Share;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers in exercises that are over, as sums. Immutable.
 *
 * @param planted answers on estimates that were wrong on purpose
 * @param missed those of them that left the estimate as it was
 * @param closer changed ones of them whose amount came closer to what was paid than what was shown
 * @param right answers on estimates that were right
 * @param changed those of them that changed it
 * @param agreed answers of either kind that left the estimate as it was
 * @param quick those of them that came within {@value AgreementSums#QUICK_SECONDS} seconds after the claim was shown
 */
public record ExerciseSums(long planted, long missed, long closer, long right, long changed, long agreed, long quick) {

    private static final Duration QUICK = Duration.ofSeconds(AgreementSums.QUICK_SECONDS);

    /** Of no answer. */
    public static final ExerciseSums NONE = new ExerciseSums(0, 0, 0, 0, 0, 0, 0);

    /** Of one claim: none until it is answered. */
    public static ExerciseSums of(ExerciseClaim claim) {
        Answer answer = claim.answer();
        if (answer == null) {
            return NONE;
        }
        boolean isAgreed = claim.isAgreedWith();
        BigDecimal paid = claim.score().paid();
        BigDecimal amount = answer.amount() == null ? claim.shown().median() : answer.amount();
        boolean isCloser = amount.subtract(paid)
                        .abs()
                        .compareTo(claim.shown().median().subtract(paid).abs())
                < 0;
        boolean isQuick = claim.taken().compareTo(QUICK) < 0;
        return new ExerciseSums(
                one(claim.isPlanted()),
                one(claim.isPlanted() && isAgreed),
                one(claim.isPlanted() && !isAgreed && isCloser),
                one(!claim.isPlanted()),
                one(!claim.isPlanted() && !isAgreed),
                one(isAgreed),
                one(isAgreed && isQuick));
    }

    private static long one(boolean isSo) {
        return isSo ? 1 : 0;
    }

    /** All of them. */
    public long answers() {
        return planted + right;
    }

    /** Planted ones that were changed. */
    public long caught() {
        return planted - missed;
    }

    /** Both. */
    public ExerciseSums plus(ExerciseSums other) {
        return new ExerciseSums(
                planted + other.planted,
                missed + other.missed,
                closer + other.closer,
                right + other.right,
                changed + other.changed,
                agreed + other.agreed,
                quick + other.quick);
    }

    /** Share of planted estimates that were accepted; this and the other shares are empty of fewer than {@value SettledSums#LEAST} answers. */
    public Optional<Measured> missedShare() {
        return share(missed, planted);
    }

    /** Share of right estimates that were changed. */
    public Optional<Measured> changedShare() {
        return share(changed, right);
    }

    /** Share of changed planted estimates that came closer to what was paid. */
    public Optional<Measured> closerShare() {
        return share(closer, caught());
    }

    /** Share of agreeing answers that came too soon for anybody to have looked. */
    public Optional<Measured> quickShare() {
        return share(quick, agreed);
    }

    private static Optional<Measured> share(long hits, long rows) {
        return rows < SettledSums.LEAST ? Optional.empty() : Optional.of(Share.of(hits, rows));
    }
}
