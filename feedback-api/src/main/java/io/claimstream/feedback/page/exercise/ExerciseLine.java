package io.claimstream.feedback.page.exercise;

import io.claimstream.feedback.exercise.Exercise;
import io.claimstream.feedback.exercise.Exercise.Noted;
import io.claimstream.feedback.page.Reader;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An exercise in a list.
 *
 * @param address its page
 * @param progress how many claims are answered
 */
public record ExerciseLine(
        String address, String asked, String askedBy, String person, String insurer, String progress, String ended) {

    static ExerciseLine of(Exercise exercise, UnaryOperator<String> names, Reader reader) {
        return new ExerciseLine(
                ExercisePages.address(exercise),
                reader.time(exercise.asked().at()),
                names.apply(exercise.asked().by()),
                names.apply(exercise.person()),
                exercise.insurer(),
                reader.count(exercise.answered()) + " of "
                        + reader.count(exercise.claims().size()),
                Optional.ofNullable(exercise.ended())
                        .map(Noted::at)
                        .map(reader::time)
                        .orElse("not yet"));
    }
}
