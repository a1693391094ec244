package io.claimstream.launcher.audit;

import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelVersion;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which models were published, which of them went live, and what they were trained on. Not thread-safe. */
final class ModelLedger {

    private static final Set<DeploymentAction> MAKES_CHAMPION =
            EnumSet.of(DeploymentAction.PROMOTED, DeploymentAction.PINNED, DeploymentAction.ROLLED_BACK);

    private final Map<String, DatasetRanges> datasets = new HashMap<>();
    private final Map<Ref, Claim> labelled = new HashMap<>();
    private Optional<String> champion = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private long refused;

    void version(ModelVersion version) {
        datasets.put(version.getVersion(), DatasetRanges.of(version));
    }

    void deployment(ModelDeployment deployment) {
        boolean isForEveryInsurer = deployment.getSlot().getInsurer().isEmpty();
        if (isForEveryInsurer && MAKES_CHAMPION.contains(deployment.getAction())) {
            champion = Optional.of(deployment.getVersion());
        }
        if (deployment.getAction() == DeploymentAction.REFUSED) {
            refusal = Optional.of(deployment.getReason());
            refused++;
        }
    }

    void labelled(Ref ref, ClaimLabelled label) {
        labelled.put(ref, new Claim(label.getInsurer(), label.getClaimId()));
    }

    long published() {
        return datasets.size();
    }

    Optional<String> champion() {
        return champion;
    }

    long refused() {
        return refused;
    }

    /** Why the last model that was refused was refused. */
    Optional<String> refusal() {
        return refusal;
    }

    /** The claims that stand in the dataset of any published model. */
    Set<Claim> trainedOn() {
        Set<Claim> claims = new HashSet<>();
        labelled.forEach((ref, claim) -> {
            if (datasets.values().stream().anyMatch(dataset -> dataset.contains(ref))) {
                claims.add(claim);
            }
        });
        return claims;
    }
}
