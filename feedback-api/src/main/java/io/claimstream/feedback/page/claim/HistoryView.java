package io.claimstream.feedback.page.claim;

import io.claimstream.feedback.page.claim.ClaimView.EstimateView;
import io.claimstream.feedback.page.claim.ClaimView.Fact;
import io.claimstream.feedback.page.claim.ClaimView.HistoryLine;
import io.claimstream.feedback.page.claim.ClaimView.Notice;
import io.claimstream.feedback.page.claim.ClaimView.SaidLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a claim, and how it was known at a moment.
 *
 * @param claimId its id
 * @param address its own page
 * @param moments what happened, the oldest first
 * @param isCut whether there is more than is shown
 * @param asked the moment that was asked for as a browser types it; blank for none
 * @param wrong what is wrong with what was asked for; blank when nothing is
 * @param zone the zone in which moments are typed
 * @param then how it was known at that moment; null when no moment is asked for
 */
public record HistoryView(
        String claimId,
        String address,
        List<Moment> moments,
        boolean isCut,
        String asked,
        String wrong,
        String zone,
        @Nullable Then then) {

    public HistoryView {
        moments = List.copyOf(moments);
    }

    /**
     * Something that happened.
     *
     * @param at when the log took it
     * @param what in words
     * @param more amount or reason; blank for none
     * @param address how the claim was known then
     * @param isLater whether that was later than the moment that is looked at
     */
    public record Moment(Instant at, String what, String more, String address, boolean isLater) {}

    /**
     * How a claim was known at a moment.
     *
     * @param at the moment
     * @param isUnknown whether nothing was known of it yet
     * @param facts short facts
     * @param notices what stood in the way of a score
     * @param estimate the estimate that counted then; null when there was none
     * @param history what was estimated until then
     * @param said what people had said until then
     */
    public record Then(
            Instant at,
            boolean isUnknown,
            List<Fact> facts,
            List<Notice> notices,
            @Nullable EstimateView estimate,
            List<HistoryLine> history,
            List<SaidLine> said) {

        public Then {
            facts = List.copyOf(facts);
            notices = List.copyOf(notices);
            history = List.copyOf(history);
            said = List.copyOf(said);
        }

        static Then unknown(Instant at) {
            return new Then(at, true, List.of(), List.of(), null, List.of(), List.of());
        }
    }
}
