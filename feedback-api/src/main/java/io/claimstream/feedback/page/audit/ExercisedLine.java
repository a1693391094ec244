package io.claimstream.feedback.page.audit;

import io.claimstream.feedback.exercise.ExerciseAgreement;
import io.claimstream.feedback.exercise.ExerciseSums;
import io.claimstream.feedback.page.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How a person answered in exercises; shares with their intervals, or how many answers there are where those are too few.
 *
 * @param missed share of wrong estimates that were accepted
 * @param changed share of right ones that were changed
 * @param closer share of changed wrong ones that came closer to what was paid
 * @param quick share of agreeing answers that came too soon
 */
public record ExercisedLine(String name, String answers, String missed, String changed, String closer, String quick) {

    /** Of each person, and of all together at the end; none when nobody answered. */
    static List<ExercisedLine> of(ExerciseAgreement agreement, UnaryOperator<String> names, Reader reader) {
        List<ExercisedLine> lines = new ArrayList<>();
        agreement.people().forEach((person, sums) -> lines.add(of(names.apply(person), sums, reader)));
        if (!lines.isEmpty()) {
            lines.add(of("Together", agreement.total(), reader));
        }
        return List.copyOf(lines);
    }

    private static ExercisedLine of(String name, ExerciseSums sums, Reader reader) {
        return new ExercisedLine(
                name,
                reader.count(sums.answers()),
                AgreementPages.share(sums.missedShare(), sums.planted(), reader),
                AgreementPages.share(sums.changedShare(), sums.right(), reader),
                AgreementPages.share(sums.closerShare(), sums.caught(), reader),
                AgreementPages.share(sums.quickShare(), sums.agreed(), reader));
    }
}
