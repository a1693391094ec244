package io.claimstream.feedback.view;

import io.claimstream.feedback.view.ClaimSearch.Place;
import java.util.List;
import java.util.Optional;

/**
 * A page of claims.
 *
 * @param claims in order
 * @param last where the page ends, when there are more
 */
public record ClaimPage(List<ClaimSummary> claims, Optional<Place> last) {

    public ClaimPage {
        claims = List.copyOf(claims);
    }
}
