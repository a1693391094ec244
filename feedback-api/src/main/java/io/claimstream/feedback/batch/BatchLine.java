package io.claimstream.feedback.batch;

import io.claimstream.event.ClaimSubmitted;
import java.util.List;
import java.util.Optional;

/**
 * A line of a batch as it was read.
 *
 * @param number line on which it begins, counted from 1
 * @param claim what it says; empty for a line that cannot be read
 * @param problems why it cannot be read; empty for one that can
 */
record BatchLine(int number, Optional<ClaimSubmitted> claim, List<LineProblem> problems) {

    private static final int MOST_PROBLEMS = 10;

    BatchLine {
        problems = List.copyOf(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
    }

    static BatchLine of(int number, ClaimSubmitted claim) {
        return new BatchLine(number, Optional.of(claim), List.of());
    }

    static BatchLine unreadable(int number, List<LineProblem> problems) {
        return new BatchLine(number, Optional.empty(), problems);
    }

    static BatchLine unreadable(int number, String code, String hint) {
        return unreadable(number, List.of(new LineProblem(code, "", hint)));
    }
}
