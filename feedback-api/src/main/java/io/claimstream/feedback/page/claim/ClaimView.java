package io.claimstream.feedback.page.claim;

import io.claimstream.feedback.page.Reader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim as its page shows it.
 *
 * @param insurer whose claim it is
 * @param claimId its id
 * @param address its own page, without parameters
 * @param behind the filter of the queue that the reader came from, behind its question mark; blank for none
 * @param revised the form for its next revision; blank for who may not submit one
 * @param facts short facts of the claim: name and text in turn
 * @param notices what stands in the way of a score, or of this score
 * @param estimate the estimate that counts; null before there is one
 * @param seesFacts whether the reader may see facts and reasons
 * @param panel what was decided, and what may be
 * @param history what was estimated of it, the newest first
 * @param said what people said of it, the newest first
 */
public record ClaimView(
        String insurer,
        String claimId,
        String address,
        String behind,
        String revised,
        List<Fact> facts,
        List<Notice> notices,
        @Nullable EstimateView estimate,
        boolean seesFacts,
        DecisionPanel panel,
        List<HistoryLine> history,
        List<SaidLine> said) {

    public ClaimView {
        facts = List.copyOf(facts);
        notices = List.copyOf(notices);
        history = List.copyOf(history);
        said = List.copyOf(said);
    }

    /**
     * A short fact.
     *
     * @param isAlert whether it needs attention, which its text says too
     */
    public record Fact(String name, String text, boolean isAlert) {}

    /**
     * What became of a revision other than a score.
     *
     * @param title in a few words
     * @param lines what was wrong, each with its place
     * @param hint what is left to do, or blank
     */
    public record Notice(String title, List<String> lines, String hint) {

        public Notice {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The estimate that counts.
     *
     * @param scoreId its id
     * @param revision the revision scored
     * @param amount the estimate
     * @param sure how sure it is, in words
     * @param model what made it, in words
     * @param picture the money scale with its table: HTML that this program wrote
     * @param reviewReasons why a person must look, as sentences
     */
    public record EstimateView(
            String scoreId,
            int revision,
            String amount,
            String sure,
            String model,
            String picture,
            List<String> reviewReasons) {

        public EstimateView {
            reviewReasons = List.copyOf(reviewReasons);
        }
    }

    /**
     * A score of the claim.
     *
     * @param revision the revision scored
     * @param at when
     * @param model what scored
     * @param estimate what it said
     * @param interval how sure it was
     * @param kind what it counts as, in words
     * @param isCurrent whether it is the one that counts
     */
    public record HistoryLine(
            int revision, String at, String model, String estimate, String interval, String kind, boolean isCurrent) {}

    /**
     * What someone said of the claim.
     *
     * @param what in words
     * @param note in their own words, for who may read it; blank for none
     * @param by who
     * @param at when
     * @param amount what it comes to, or {@link Reader#NONE}
     * @param became what became of it
     * @param usedIn the models that learned from it; blank for none yet
     */
    public record SaidLine(
            String what, String note, String by, String at, String amount, String became, String usedIn) {}
}
