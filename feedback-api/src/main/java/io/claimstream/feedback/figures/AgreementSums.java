package io.claimstream.feedback.figures;

import io.claimstream.model.statistics.Measured;
import io.claimstream.model.statistics.Share;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Decisions on scores, as sums. A decision that was taken back does not count. What was paid is the last settlement of the claim that stands, above 0. Immutable.
 *
 * @param agreed decisions that left the estimate as it was
 * @param raised decisions that gave more
 * @param lowered decisions that gave less
 * @param change sum of what raised and lowered ones changed, each as a share of its estimate
 * @param changed how many have an estimate above 0 to be a share of
 * @param seen agreed ones of whose reasons it is known when they were shown
 * @param quick those of them that came within {@value #QUICK_SECONDS} seconds after
 * @param agreedPaid agreed ones on whose claims something was paid
 * @param agreedOff those of them whose estimate was off by more than a quarter of it
 * @param changedPaid raised and lowered ones on whose claims something was paid
 * @param closer those of them whose amount came closer to it than the estimate
 */
public record AgreementSums(
        long agreed,
        long raised,
        long lowered,
        BigDecimal change,
        long changed,
        long seen,
        long quick,
        long agreedPaid,
        long agreedOff,
        long changedPaid,
        long closer) {

    /** Nobody reads ten reasons in less. */
    public static final int QUICK_SECONDS = 10;

    /** An estimate that is off by more than this share of what was paid was wrong. */
    public static final BigDecimal OFF = new BigDecimal("0.25");

    /** Of no decision. */
    public static final AgreementSums NONE = new AgreementSums(0, 0, 0, BigDecimal.ZERO, 0, 0, 0, 0, 0, 0, 0);

    /** All of them. */
    public long decisions() {
        return agreed + raised + lowered;
    }

    /** Both. */
    public AgreementSums plus(AgreementSums other) {
        return new AgreementSums(
                agreed + other.agreed,
                raised + other.raised,
                lowered + other.lowered,
                change.add(other.change),
                changed + other.changed,
                seen + other.seen,
                quick + other.quick,
                agreedPaid + other.agreedPaid,
                agreedOff + other.agreedOff,
                changedPaid + other.changedPaid,
                closer + other.closer);
    }

    /** Without some that are part of it. */
    public AgreementSums minus(AgreementSums part) {
        return new AgreementSums(
                agreed - part.agreed,
                raised - part.raised,
                lowered - part.lowered,
                change.subtract(part.change),
                changed - part.changed,
                seen - part.seen,
                quick - part.quick,
                agreedPaid - part.agreedPaid,
                agreedOff - part.agreedOff,
                changedPaid - part.changedPaid,
                closer - part.closer);
    }

    /** Share of decisions that agree; this and the other shares are empty of fewer than {@value SettledSums#LEAST}. */
    public Optional<Measured> agreement() {
        return share(agreed, decisions());
    }

    /** Mean change of an estimate that was not agreed with, as a share of it, 0 or more. */
    public Optional<Double> meanChange() {
        return changed < SettledSums.LEAST ? Optional.empty() : Optional.of(change.doubleValue() / changed);
    }

    /** Share of agreeing decisions that came too soon after the reasons for anybody to have read them. */
    public Optional<Measured> quickShare() {
        return share(quick, seen);
    }

    /** Share of estimates agreed with that were wrong. */
    public Optional<Measured> offShare() {
        return share(agreedOff, agreedPaid);
    }

    /** Share of changed amounts that came closer to what was paid than the estimate. */
    public Optional<Measured> closerShare() {
        return share(closer, changedPaid);
    }

    private static Optional<Measured> share(long hits, long rows) {
        return rows < SettledSums.LEAST ? Optional.empty() : Optional.of(Share.of(hits, rows));
    }
}
