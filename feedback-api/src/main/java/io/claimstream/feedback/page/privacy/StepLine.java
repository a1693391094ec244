package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.privacy.Step;
import java.time.Instant;
import java.util.ArrayList;
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
        List<StepLine> lines = new ArrayList<>();
        boolean isNext = isConfirmed;
        for (Step step : Step.values()) {
            @Nullable Instant at = done.get(step);
            String state = at != null ? "Done, " + reader.time(at) : isNext ? "Under way" : "To come";
            lines.add(new StepLine(lines.size() + 1, words(step), state, at != null ? "good" : isNext ? "care" : ""));
            isNext &= at != null;
        }
        return lines;
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
