package io.claimstream.launcher.importing;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.launcher.importing.ClaimState.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API that scores every claim at the second look, but for those it is told of. Thread-safe. */
final class FakeClaimsApi implements ClaimsApi {

    /** Accident types of claims that are refused, rejected, or never answered. */
    static final String REFUSED = "refused";

    static final String REJECTED = "rejected";
    static final String NEVER_ANSWERED = "never answered";

    final List<String> submitted = new CopyOnWriteArrayList<>();
    final List<String> settled = new CopyOnWriteArrayList<>();
    private final Map<String, String> accidentTypes = new ConcurrentHashMap<>();
    private final Map<String, BigDecimal> settlements = new ConcurrentHashMap<>();
    private final Set<String> looked = ConcurrentHashMap.newKeySet();
    private final Set<String> supersededOnce = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<String> submit(ClaimSubmitted claim) {
        submitted.add(claim.getClaimId());
        String type = claim.getAccident().getType().orElse("");
        if (type.equals(REFUSED)) {
            return Optional.of("400 TEXT_BLANK");
        }
        accidentTypes.put(claim.getClaimId(), type);
        return Optional.empty();
    }

    @Override
    public Optional<ClaimState> find(String insurer, String claimId) {
        String type = accidentTypes.get(claimId);
        if (type == null) {
            return Optional.empty();
        }
        boolean answered = !looked.add(claimId) && !type.equals(NEVER_ANSWERED);
        if (!answered) {
            return Optional.of(new ClaimState(Outcome.PENDING, Optional.empty(), Optional.empty()));
        }
        return Optional.of(
                type.equals(REJECTED)
                        ? new ClaimState(Outcome.REJECTED, Optional.empty(), Optional.empty())
                        : new ClaimState(
                                Outcome.SCORED,
                                Optional.of("score-" + claimId),
                                Optional.ofNullable(settlements.get(claimId))));
    }

    /** The first score of a claim is superseded just before it is settled. */
    @Override
    public boolean settle(String scoreId, String claimId, BigDecimal amount) {
        if (supersededOnce.add(claimId)) {
            return false;
        }
        settled.add(claimId);
        settlements.put(claimId, amount);
        return true;
    }

    /** What was paid for a claim, as far as this knows. */
    Map<String, BigDecimal> settlements() {
        return Map.copyOf(settlements);
    }
}
