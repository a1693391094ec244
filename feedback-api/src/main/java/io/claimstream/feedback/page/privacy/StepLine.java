package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.privacy.Step;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of an erasure.
 *
 * @param state where it stands, in words
 * @param look class of the state
 */
public record StepLine(int number, String what, String state, String look) {

    static List<StepLine> of(Map<Step, Instant> done, boolean isConfirmed, Reader reader) {
        Step next = Arrays.stream(Step.values())
                .filter(it -> !done.containsKey(it))
                .findFirst()
                .orElse(null);
        return Arrays.stream(Step.values())
                .map(it -> of(it, done.get(it), isConfirmed && it == next, reader))
                .toList();
    }

    private static StepLine of(Step step, @Nullable Instant at, boolean isNext, Reader reader) {
        String state = at != null ? "Done, " + reader.time(at) : isNext ? "Under way" : "To come";
        return new StepLine(step.ordinal() + 1, words(step), state, at != null ? "good" : isNext ? "care" : "");
    }

    private static String words(Step step) {
        return switch (step) {
            case KEYS ->
                "The key of the claimant is destroyed, and nothing leads from the person to the pseudonym any more";
            case CLAIMS -> "The claims are answered with the receipt, and lists leave them out";
            case TOLD -> "Trainings, calibrations and verifying are told";
            case CACHES -> "Every process has forgotten key and pseudonym, half a minute later";
            case LATE_CLAIMS -> "Claims that were on their way meanwhile are answered likewise";
            case HISTORIES -> "The histories of the claimant are removed, and stay empty";
            case RECORDS -> "Notes, reasons, answers and deliveries that tell of the claims are removed";
        };
    }
}
