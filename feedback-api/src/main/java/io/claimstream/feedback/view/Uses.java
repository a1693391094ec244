package io.claimstream.feedback.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which models learned from what was said of a claim.
 *
 * @param versions the versions whose dataset has the label that a feedback made, by the id of the feedback; the oldest version first.
 *     Feedback that is in no dataset is absent
 * @param erasureReceipt receipt of the erasure of the claimant, since which no model learns from the claim; empty for one who is not erased,
 *     and for a claim that was never labelled
 */
public record Uses(Map<String, List<String>> versions, Optional<String> erasureReceipt) {

    /** Nothing was learned from the claim. */
    public static final Uses NONE = new Uses(Map.of(), Optional.empty());

    public Uses {
        versions = Map.copyOf(versions);
    }

    /** The versions that learned from a feedback. */
    public List<String> of(String feedbackId) {
        return versions.getOrDefault(feedbackId, List.of());
    }
}
