package io.claimstream.launcher.play;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.FeedbackKind;
import io.claimstream.simulator.SimulatedEvent;
import io.claimstream.simulator.SimulatedEvent.Opinion;
import io.claimstream.simulator.SimulatedEvent.Submission;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a simulated world has come to in the end. Kept in memory. */
public final class WorldClaims {

    private final Map<String, ClaimSubmitted> claims = new LinkedHashMap<>();
    private final Map<String, BigDecimal> settlements = new HashMap<>();

    private WorldClaims() {}

    /**
     * A claim in the end.
     *
     * @param claim its last valid revision
     * @param settlement what was paid and not taken back; empty when it is not settled
     */
    public record Ended(ClaimSubmitted claim, Optional<BigDecimal> settlement) {}

    /**
     * The claims of a world in the order in which they were made. The same events give the same claims.
     *
     * @param events of whole claims, in the order of time
     */
    public static List<Ended> of(Stream<SimulatedEvent> events) {
        WorldClaims all = new WorldClaims();
        events.forEach(event -> event.fold(all::submitted, rubbish -> false, all::answered));
        return all.claims.entrySet().stream()
                .map(it -> new Ended(it.getValue(), Optional.ofNullable(all.settlements.get(it.getKey()))))
                .toList();
    }

    private boolean submitted(Submission submission) {
        if (submission.kind() == Submission.Kind.REVISION) {
            claims.put(key(submission.claim().getInsurer(), submission.claim().getClaimId()), submission.claim());
        }
        return true;
    }

    private boolean answered(Opinion opinion) {
        String key = key(opinion.insurer(), opinion.claimId());
        if (opinion.kind() == FeedbackKind.SETTLED) {
            opinion.amount().ifPresent(amount -> settlements.put(key, amount));
        } else if (opinion.takesBack()
                .filter(it -> it.kind() == FeedbackKind.SETTLED)
                .isPresent()) {
            settlements.remove(key);
        }
        return true;
    }

    private static String key(String insurer, String claimId) {
        return insurer + '|' + claimId;
    }
}
