package io.claimstream.feedback.figures;

import io.claimstream.model.statistics.Measured;
import java.util.Optional;

/**
 * What people said of scores.
 *
 * @param accepted claims whose estimate stands as it was
 * @param corrected claims of which an adjuster said another amount
 */
public record Answered(long accepted, long corrected) {

    public static final Answered NONE = new Answered(0, 0);

    /** Both. */
    public Answered plus(Answered other) {
        return new Answered(accepted + other.accepted, corrected + other.corrected);
    }

    /** Share of answered claims decided without change; empty of fewer than {@value SettledSums#LEAST}. */
    public Optional<Measured> withoutChange() {
        return SettledSums.share(accepted, accepted + corrected);
    }
}
