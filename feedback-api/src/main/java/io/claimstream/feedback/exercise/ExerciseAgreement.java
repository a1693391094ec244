package io.claimstream.feedback.exercise;

import java.util.SortedMap;

/**
 * How people answered in exercises that are over, answered within some days. Immutable.
 *
 * @param total every answer
 * @param people those of each, by the name that stands in events
 */
public record ExerciseAgreement(ExerciseSums total, SortedMap<String, ExerciseSums> people) {

    static ExerciseAgreement of(SortedMap<String, ExerciseSums> people) {
        return new ExerciseAgreement(people.values().stream().reduce(ExerciseSums.NONE, ExerciseSums::plus), people);
    }
}
