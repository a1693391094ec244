package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.claimstream.model.ReviewReason;
import java.time.Instant;
import java.util.Optional;

/**
 * Which claims to list. Each order has an index of its own, so a page costs the same wherever it begins.
 *
 * @param insurer of one insurer, or of all
 * @param status what became of the newest revision
 * @param decision what people said of the current score
 * @param lineOfBusiness line of business
 * @param currency ISO 4217 code
 * @param claimIdPrefix how the claim id begins; with {@link Order#CLAIM_ID} only
 * @param submittedFrom earliest time of the newest revision, included
 * @param submittedTo latest, not included
 * @param holding who has them in the review queue
 * @param reviewReason a reason why their score may never be accepted automatically; of claims that wait only, in an order of the queue
 * @param order how they are sorted; {@link Order#DEADLINE} and {@link Order#MONEY_AT_RISK} need a decision
 * @param after the last claim of the page before
 * @param limit the most to answer with, at least 1
 */
public record ClaimSearch(
        Optional<String> insurer,
        Optional<Claim.Status> status,
        Optional<Verdict> decision,
        Optional<String> lineOfBusiness,
        Optional<String> currency,
        Optional<String> claimIdPrefix,
        Optional<Instant> submittedFrom,
        Optional<Instant> submittedTo,
        Optional<Holding> holding,
        Optional<ReviewReason> reviewReason,
        Order order,
        Optional<Place> after,
        int limit) {

    public ClaimSearch {
        boolean isOfQueue = decision.equals(Optional.of(Verdict.OPEN))
                && status.isEmpty()
                && submittedFrom.isEmpty()
                && submittedTo.isEmpty()
                && (order == Order.DEADLINE || order == Order.MONEY_AT_RISK);
        if (reviewReason.isPresent() && !isOfQueue) {
            throw new IllegalArgumentException("Expected a search of the queue for a review reason.");
        }
    }

    /** The same question from the beginning of the list, for so many. */
    public ClaimSearch beginning(int most) {
        return with(submittedFrom, submittedTo, holding, reviewReason, order, Optional.empty(), most);
    }

    /** The same question about those whom someone has, unless it asks that already. */
    public ClaimSearch orHeld(Holding by) {
        return with(submittedFrom, submittedTo, holding.or(() -> Optional.of(by)), reviewReason, order, after, limit);
    }

    /**
     * The same question about revisions that came within a time.
     *
     * @param from earliest, included
     * @param to latest, not included
     */
    public ClaimSearch within(Optional<Instant> from, Optional<Instant> to) {
        return with(from, to, holding, reviewReason, order, after, limit);
    }

    /**
     * The newest of those that are asked for, whatever the reason of their review.
     *
     * @param from earliest time of the newest revision, included
     */
    public ClaimSearch newest(Optional<Instant> from) {
        return with(from, submittedTo, holding, Optional.empty(), Order.NEWEST, Optional.empty(), limit);
    }

    private ClaimSearch with(
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Holding> heldBy,
            Optional<ReviewReason> reason,
            Order sorted,
            Optional<Place> behind,
            int most) {
        return new ClaimSearch(
                insurer,
                status,
                decision,
                lineOfBusiness,
                currency,
                claimIdPrefix,
                from,
                to,
                heldBy,
                reason,
                sorted,
                behind,
                most);
    }

    /**
     * Who has a claim in the review queue.
     *
     * @param assignee someone; empty for nobody
     * @param now the time at which that is asked
     */
    public record Holding(Optional<String> assignee, Instant now) {}

    /** How claims are sorted. */
    public enum Order {
        /** Newest revision first. */
        NEWEST("submitted_at", true),
        /** Deadline first; those without one last. */
        DEADLINE("due_order", false),
        /** Greatest difference between the ends of the interval first. */
        MONEY_AT_RISK("risk_order", true),
        /** Greatest estimate first. */
        ESTIMATE("estimate_order", true),
        /** By insurer and claim id. */
        CLAIM_ID("claim_order", false);

        private final String column;
        private final boolean descending;

        Order(String column, boolean descending) {
            this.column = column;
            this.descending = descending;
        }

        String column() {
            return column;
        }

        boolean isDescending() {
            return descending;
        }
    }

    /**
     * A place in a list.
     *
     * @param value value that the list is sorted by, as text
     * @param claim the claim there
     */
    public record Place(String value, ClaimKey claim) {}
}
