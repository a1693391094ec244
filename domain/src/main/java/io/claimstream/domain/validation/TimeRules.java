package io.claimstream.domain.validation;

import static io.claimstream.domain.validation.Rule.CLAIM_BEFORE_ACCIDENT;
import static io.claimstream.domain.validation.Rule.DUE_BEFORE_CLAIM;
import static io.claimstream.domain.validation.Rule.EVENT_BEFORE_ACCIDENT;
import static io.claimstream.domain.validation.Rule.TIME_TOO_EARLY;
import static io.claimstream.domain.validation.Rule.TIME_TOO_LATE;

import io.claimstream.event.ClaimSubmitted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Rules for times: plausible, and in order where present. */
final class TimeRules {

    static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    static final Duration AHEAD_OF_INGESTION = Duration.ofHours(24);
    static final Duration DUE_AHEAD = Duration.ofDays(3650);

    private TimeRules() {}

    static void check(ClaimSubmitted claim, Instant ingestedAt, Findings findings) {
        Instant latest = ingestedAt.plus(AHEAD_OF_INGESTION);
        String past = "a time at most 24 hours after ingestion";
        checkRange("eventTime", claim.getEventTime(), latest, past, findings);
        checkRange("accident.date", claim.getAccident().getDate(), latest, past, findings);
        checkRange("claimDate", claim.getClaimDate(), latest, past, findings);
        checkRange(
                "answerDueAt",
                claim.getAnswerDueAt(),
                ingestedAt.plus(DUE_AHEAD),
                "a time within ten years of ingestion",
                findings);
        checkOrder(claim, findings);
    }

    private static void checkRange(
            String path, Optional<Instant> time, Instant latest, String form, Findings findings) {
        findings.require(
                time.map(it -> !it.isBefore(EARLIEST)).orElse(true), TIME_TOO_EARLY, path, "a time from 1990 on");
        findings.require(time.map(it -> !it.isAfter(latest)).orElse(true), TIME_TOO_LATE, path, form);
    }

    private static void checkOrder(ClaimSubmitted claim, Findings findings) {
        Optional<Instant> accident = claim.getAccident().getDate();
        findings.require(
                inOrder(accident, claim.getClaimDate()),
                CLAIM_BEFORE_ACCIDENT,
                "claimDate",
                "a time not before accident.date");
        findings.require(
                inOrder(accident, claim.getEventTime()),
                EVENT_BEFORE_ACCIDENT,
                "eventTime",
                "a time not before accident.date");
        findings.require(
                inOrder(claim.getClaimDate().or(() -> accident), claim.getAnswerDueAt()),
                DUE_BEFORE_CLAIM,
                "answerDueAt",
                "a time not before claimDate or, without one, accident.date");
    }

    private static boolean inOrder(Optional<Instant> first, Optional<Instant> second) {
        return first.isEmpty() || second.isEmpty() || !second.get().isBefore(first.get());
    }
}
