package io.claimstream.feedback.view;

import java.time.Instant;
import java.util.Optional;

/**
 * Which live scores to list with what was decided on each, the newest first.
 *
 * @param model by one model version, or by any
 * @param insurer of claims of one insurer, or of all
 * @param from earliest time at which they were made, included
 * @param to latest, not included
 * @param after the last one of the page before
 * @param limit the most to answer with, at least 1
 */
public record DecisionSearch(
        Optional<String> model,
        Optional<String> insurer,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Place> after,
        int limit) {

    /** A place in the list. */
    public record Place(Instant scoredAt, String scoreId) {}
}
