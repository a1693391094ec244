package io.claimstream.feedback.figures;

import io.claimstream.model.statistics.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What points to somebody trusting the model without looking (automation bias): a reason to talk with them, and a proof of nothing. Each compares intervals of 95 %, so that chance alone seldom
 * points to anybody; with many people it does to some.
 */
public enum BiasWatch {
    /** Agrees more often than all others together, beyond chance. */
    AGREES_MORE,
    /** More often than not agrees sooner than the reasons can be read. */
    AGREES_QUICKLY,
    /** Agrees with estimates that turn out wrong more often than all others together, beyond chance. */
    AGREES_WITH_WRONG;

    private static final double HALF = 0.5;

    /**
     * What is to be looked at.
     *
     * @param one the decisions of a person
     * @param others those of all others
     * @return in the order of the kinds; empty where there are too few to tell
     */
    public static List<BiasWatch> of(AgreementSums one, AgreementSums others) {
        List<BiasWatch> seen = new ArrayList<>();
        if (isAbove(one.agreement(), others.agreement())) {
            seen.add(AGREES_MORE);
        }
        if (one.quickShare().filter(it -> lower(it) > HALF).isPresent()) {
            seen.add(AGREES_QUICKLY);
        }
        if (isAbove(one.offShare(), others.offShare())) {
            seen.add(AGREES_WITH_WRONG);
        }
        return List.copyOf(seen);
    }

    private static boolean isAbove(Optional<Measured> one, Optional<Measured> others) {
        return one.isPresent() && others.isPresent() && lower(one.get()) > upper(others.get());
    }

    private static double lower(Measured share) {
        Double lower = share.lower();
        return lower == null ? share.value() : lower;
    }

    private static double upper(Measured share) {
        Double upper = share.upper();
        return upper == null ? share.value() : upper;
    }
}
