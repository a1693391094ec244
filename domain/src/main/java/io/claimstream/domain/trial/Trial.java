package io.claimstream.domain.trial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A challenger against a champion on settled claims that both estimated.
 *
 * <p>Of each claimant the first settled claim counts, and no other: what one model does better for a claimant it does better for the
 * next claim of the same one, so that the mean of a second difference given the first is not that of the model. Claimants follow no such
 * rule. A pure function of what it was told, in order. Used by one thread.
 */
public final class Trial {

    /** More points than that are thinned: every second goes. */
    private static final int MOST_POINTS = 120;

    private final double threshold;
    private final PairedTest test = new PairedTest();
    private final Set<String> claimants = new HashSet<>();
    private int settled;
    private double championLoss;
    private double challengerLoss;
    private final List<TrialPoint> course = new ArrayList<>();
    private int every = 1;

    /**
     * A trial before any claim.
     *
     * @param level chance that a challenger that is no better is ever proven better, above 0 and below 1
     */
    public Trial(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("Expected a level above 0 and below 1, but got " + level + ".");
        }
        this.threshold = 1 / level;
    }

    /**
     * Takes a settled claim.
     *
     * @param claimant whose claim it is
     * @param champion loss of the champion, between 0 and 1
     * @param challenger loss of the challenger, between 0 and 1
     */
    public void take(String claimant, double champion, double challenger) {
        settled++;
        if (claimants.add(claimant)) {
            test.take(champion - challenger);
            championLoss += champion;
            challengerLoss += challenger;
            note();
        }
    }

    /** Keeps the evidence after every so many claims, evenly however many there are. */
    private void note() {
        if (claimants.size() % every != 0) {
            return;
        }
        course.add(new TrialPoint(claimants.size(), test.evidence()));
        if (course.size() > MOST_POINTS) {
            every *= 2;
            course.removeIf(point -> point.judged() % every != 0);
        }
    }

    /** How the evidence went, from before the first claim to now; at most {@value #MOST_POINTS} points and two. */
    public List<TrialPoint> course() {
        List<TrialPoint> whole = new ArrayList<>();
        whole.add(new TrialPoint(0, 1));
        whole.addAll(course);
        int judged = claimants.size();
        if (whole.get(whole.size() - 1).judged() < judged) {
            whole.add(new TrialPoint(judged, test.evidence()));
        }
        return whole;
    }

    /** How it stands now. */
    public TrialStanding standing() {
        int judged = claimants.size();
        int divisor = Math.max(1, judged);
        return new TrialStanding(
                settled, judged, championLoss / divisor, challengerLoss / divisor, test.evidence(), threshold);
    }
}
