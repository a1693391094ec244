package io.claimstream.retrain.watch;

import io.claimstream.domain.trial.PercentageLoss;
import io.claimstream.event.CalibrationRecord;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How one champion does on the settlements of its own claims, told settlement by settlement and, for what its intervals covered,
 * calibration by calibration. A pure function of what it was told, in order. Used by one thread.
 */
public final class LiveRecord {

    /** Settlements that figures for people are taken over; evidence is taken over all since things began to go wrong. */
    private static final int LATEST = 200;

    private static final int KEPT_EVIDENCE = 10;

    private final String version;
    private final Bounds bounds;
    private final double errorOnHoldout;
    private final ChangeAlarm error;
    private final ChangeAlarm misses;
    private final Deque<Losses> latest = new ArrayDeque<>();
    private final Deque<Covered> calibrations = new ArrayDeque<>();
    private long settlements;
    private long covered;

    /** Errors of champion and baseline on one claim, as shares of the settlement and at most 1. */
    private record Losses(double champion, double baseline) {}

    /** How many settlements came from one calibration to the next, and how many of them it covered. */
    private record Covered(long settlements, long covered) {}

    /** @param errorOnHoldout the champion's error where it was measured before it went into service */
    public LiveRecord(String version, double errorOnHoldout, Bounds bounds) {
        this.version = version;
        this.bounds = bounds;
        this.errorOnHoldout = errorOnHoldout;
        double most = (double) KEPT_EVIDENCE * bounds.evidence();
        this.error = new ChangeAlarm(bounds.error(errorOnHoldout), most);
        this.misses = new ChangeAlarm(bounds.misses(), most);
    }

    /**
     * Takes the settlement of a claim that the champion scored.
     *
     * @param settlement what was paid, above 0
     */
    public void settled(BigDecimal settlement, BigDecimal estimate, BigDecimal sumOfHeads) {
        Losses losses = new Losses(PercentageLoss.of(estimate, settlement), PercentageLoss.of(sumOfHeads, settlement));
        error.take(losses.champion());
        latest.addLast(losses);
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
    }

    /** Takes a calibration of the version, in the order of their numbers. */
    public void calibrated(CalibrationRecord record) {
        Covered fresh = new Covered(record.getSettlements() - settlements, record.getCovered() - covered);
        settlements = record.getSettlements();
        covered = record.getCovered();
        misses.take(fresh.covered(), fresh.settlements() - fresh.covered());
        calibrations.addLast(fresh);
        long more = calibrations.stream().mapToLong(Covered::settlements).sum();
        while (more - calibrations.getFirst().settlements() >= LATEST) {
            more -= calibrations.removeFirst().settlements();
        }
    }

    /** How the champion stands now. */
    public Standing standing() {
        List<Breach> breaches = new ArrayList<>();
        if (error.evidence() >= bounds.evidence()) {
            breaches.add(new Breach(Bound.ERROR, errorReason()));
        }
        if (misses.evidence() >= bounds.evidence()) {
            breaches.add(new Breach(Bound.COVERAGE, coverageReason()));
        }
        return new Standing(version, mean(Losses::champion), mean(Losses::baseline), breaches);
    }

    private String errorReason() {
        return String.format(
                Locale.ROOT,
                "Live error %.3f over the latest %d settlements of its claims (sum of heads: %.3f), beyond chance above its bound of %.3f;"
                        + " it was %.3f on the holdout.",
                mean(Losses::champion).orElse(0),
                latest.size(),
                mean(Losses::baseline).orElse(0),
                error.bound(),
                errorOnHoldout);
    }

    private String coverageReason() {
        long of = calibrations.stream().mapToLong(Covered::settlements).sum();
        long hit = calibrations.stream().mapToLong(Covered::covered).sum();
        return String.format(
                Locale.ROOT,
                "Intervals covered %d of the latest %d settlements of its claims, beyond chance fewer than its bound of %.2f.",
                hit,
                of,
                1 - misses.bound());
    }

    private OptionalDouble mean(ToDoubleFunction<Losses> whose) {
        return latest.stream().mapToDouble(whose).average();
    }
}
