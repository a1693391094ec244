package io.claimstream.domain.claim;

import io.claimstream.event.ClaimSubmitted;
import java.time.Instant;

/** When a submitted revision came about. */
public final class EventTime {

    private EventTime() {}

    /** The event time given, else the claim date, else the accident date, else the time of ingestion. */
    public static Instant of(ClaimSubmitted claim, Instant ingestedAt) {
        return claim.getEventTime()
                .or(claim::getClaimDate)
                .or(() -> claim.getAccident().getDate())
                .orElse(ingestedAt);
    }
}
