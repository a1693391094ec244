package io.claimstream.feedback.figures;

import java.time.LocalDate;

/**
 * What the live scores of a model version turned out to be, in one period.
 *
 * @param begin its first day
 * @param scored live scores, by the day on which the claim came in
 * @param settled settled claims whose current score is the version's, by the day of the settlement's event time
 * @param answered likewise claims that people decided, by the day on which they did
 */
public record VersionPeriod(LocalDate begin, long scored, SettledSums settled, Answered answered) {

    /** Of no claim. */
    public static VersionPeriod none(LocalDate begin) {
        return new VersionPeriod(begin, 0, SettledSums.none(), Answered.NONE);
    }

    /** Both, as one period. */
    public VersionPeriod plus(VersionPeriod other) {
        return new VersionPeriod(
                begin, scored + other.scored, settled.plus(other.settled), answered.plus(other.answered));
    }
}
