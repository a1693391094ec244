package io.claimstream.feedback.page.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a training is.
 *
 * @param outcome what came of it, in words
 * @param reason why; blank while it is under way
 * @param steps what it does, in order; none of one that ended
 * @param left how long the phase still takes, in words; blank where nobody knows
 */
public record RunState(
        String id, boolean isOpen, String outcome, String reason, List<Fact> facts, List<Step> steps, String left) {

    public RunState {
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
    }

    /**
     * A phase.
     *
     * @param state in words: done, under way, to come
     * @param percent how much of it is done, 0 to 100; null where that is not known
     */
    public record Step(String name, String state, @Nullable Integer percent) {}
}
