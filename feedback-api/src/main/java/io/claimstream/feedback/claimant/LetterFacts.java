package io.claimstream.feedback.claimant;

import io.claimstream.feedback.policy.LetterProfile;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.whatif.Explained;
import io.claimstream.model.counterfactual.Counterfactual;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What a letter is made from.
 *
 * @param explained the score, and all that is behind it
 * @param submittedAt when the revision was submitted
 * @param publishedAt when its model was made; empty for none, and where that is not known
 * @param change what would have raised the estimate
 * @param standing what was decided on this very score, or paid; empty when nothing was
 * @param isByAPerson whether a person is known to have decided what stands; not known of a key that is nobody's
 * @param isCurrent whether no newer revision of the claim is scored
 * @param profile what the insurer says of itself; empty when nothing is laid down
 */
public record LetterFacts(
        Explained explained,
        Instant submittedAt,
        Optional<Instant> publishedAt,
        Change change,
        Optional<Feedback> standing,
        boolean isByAPerson,
        boolean isCurrent,
        Optional<LetterProfile> profile) {

    /**
     * What would have raised an estimate.
     *
     * @param none why nothing is said of it; empty when it was looked for
     * @param target the amount that was looked for
     * @param found what was found; null when it was not looked for
     */
    public record Change(Optional<None> none, BigDecimal target, Optional<Counterfactual> found) {

        /** It was not looked for. */
        public static Change none(None why) {
            return new Change(Optional.of(why), BigDecimal.ZERO, Optional.empty());
        }

        /** What came of looking for it. */
        public static Change of(BigDecimal target, Counterfactual found) {
            return new Change(Optional.empty(), target, Optional.of(found));
        }
    }

    /** Why nothing can be said of what would have changed an estimate. */
    public enum None {
        /** No statistical model made the estimate. */
        NO_MODEL,
        /** The model, or what the estimate was made from, is kept no longer. */
        GONE
    }
}
