package io.claimstream.benchmarks.faults;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.history.ClaimHistory;
import io.claimstream.domain.history.EntityKey;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.Contribution;
import io.claimstream.event.EntityKind;
import io.claimstream.event.HistoryEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What each claim wrote to the history of each entity is a chain: every record takes back what the one before had added, revisions never go
 * back, and the last one leaves what the accepted revisions and settlements imply. Each revision asks each entity that it names for one
 * snapshot. A record that is lost, doubled or reordered breaks one of these. Not thread-safe.
 */
final class HistoryChains {

    private final Map<String, List<ClaimAccepted>> accepted = new HashMap<>();
    private final Map<String, List<ClaimFeedback>> feedback = new HashMap<>();
    private final Map<String, Map<String, List<HistoryEvent>>> written = new HashMap<>();

    /** The next accepted revision of its claim. */
    void accepted(ClaimAccepted claim) {
        accepted.computeIfAbsent(claim(claim.getInsurer(), claim.getClaimId()), any -> new ArrayList<>())
                .add(claim);
    }

    /** The next feedback on its claim. */
    void feedback(ClaimFeedback said) {
        feedback.computeIfAbsent(claim(said.getInsurer(), said.getClaimId()), any -> new ArrayList<>())
                .add(said);
    }

    /**
     * The next record of a key on claims.history.v1.
     *
     * @param key the key that it stands under
     */
    void history(String key, HistoryEvent event) {
        written.computeIfAbsent(claim(event.getInsurer(), event.getClaimId()), any -> new HashMap<>())
                .computeIfAbsent(key, any -> new ArrayList<>())
                .add(event);
    }

    private static String claim(String insurer, String claimId) {
        return ClaimKey.textOf(insurer, claimId);
    }

    /** The claims with a broken chain; empty when every chain is whole. */
    List<String> broken() {
        TreeSet<String> claims = new TreeSet<>(accepted.keySet());
        claims.addAll(written.keySet());
        return claims.stream().filter(claim -> !isWhole(claim)).toList();
    }

    private boolean isWhole(String claim) {
        Map<String, List<HistoryEvent>> chains = written.getOrDefault(claim, Map.of());
        Map<String, Contribution> implied = implied(claim);
        return chains.keySet().containsAll(implied.keySet())
                && chains.entrySet().stream()
                        .allMatch(chain -> isChain(chain.getKey(), chain.getValue(), implied.get(chain.getKey())))
                && wantedSnapshots(claim).equals(askedSnapshots(chains));
    }

    private static boolean isChain(String key, List<HistoryEvent> events, @Nullable Contribution last) {
        Optional<Contribution> stands = Optional.empty();
        int revision = 0;
        for (HistoryEvent event : events) {
            if (!EntityKey.of(event).text().equals(key)
                    || !event.getRetracted().equals(stands)
                    || event.getRevision() < revision) {
                return false;
            }
            stands = event.getAdded();
            revision = event.getRevision();
        }
        return stands.equals(Optional.ofNullable(last));
    }

    /** What stands in which history in the end; it does not depend on the order in which revisions and settlements met. */
    private Map<String, Contribution> implied(String claim) {
        ClaimHistoryState state = ClaimHistory.UNKNOWN;
        for (ClaimAccepted revision : accepted.getOrDefault(claim, List.of())) {
            state = ClaimHistory.accept(state, revision).next();
        }
        for (ClaimFeedback said : feedback.getOrDefault(claim, List.of())) {
            state = ClaimHistory.feedback(state, said).next();
        }
        Map<String, Contribution> implied = new HashMap<>();
        List<ClaimAccepted> revisions = accepted.getOrDefault(claim, List.of());
        if (!revisions.isEmpty()) {
            Contribution contribution = state.getContribution().orElseThrow();
            entities(revisions.get(revisions.size() - 1)).forEach(key -> implied.put(key, contribution));
        }
        return implied;
    }

    private static List<String> entities(ClaimAccepted claim) {
        List<String> keys = new ArrayList<>();
        keys.add(entity(claim, EntityKind.CLAIMANT, claim.getClaimantPseudonym()));
        claim.getProviderPseudonym().ifPresent(provider -> keys.add(entity(claim, EntityKind.PROVIDER, provider)));
        return keys;
    }

    private static String entity(ClaimAccepted claim, EntityKind kind, String pseudonym) {
        return new EntityKey(claim.getInsurer(), kind, pseudonym, claim.getCurrency()).text();
    }

    private Map<String, Integer> wantedSnapshots(String claim) {
        Map<String, Integer> wanted = new HashMap<>();
        accepted.getOrDefault(claim, List.of()).forEach(revision -> entities(revision)
                .forEach(key -> wanted.merge(key + "#" + revision.getRevision(), 1, Integer::sum)));
        return wanted;
    }

    private static Map<String, Integer> askedSnapshots(Map<String, List<HistoryEvent>> chains) {
        Map<String, Integer> asked = new HashMap<>();
        chains.forEach((key, events) -> events.stream()
                .filter(HistoryEvent::getSnapshotWanted)
                .forEach(event -> asked.merge(key + "#" + event.getRevision(), 1, Integer::sum)));
        return asked;
    }
}
