package io.claimstream.scoring;

import io.claimstream.event.ModelDeployment;
import io.claimstream.model.Slots;
import io.claimstream.model.artifact.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an instance serves in a slot, and whether that is what was last deployed there.
 *
 * @param slot key of the slot
 * @param version version in service; the baseline's name where none is
 * @param deployment offset on models.deployments.v1 of the deployment in service; {@value #NONE} before any is
 * @param behind what is deployed and not in service; empty when the last deployment is served
 */
record SlotState(String slot, String version, long deployment, Optional<Behind> behind) {

    /** No deployment is in service. */
    static final long NONE = -1;

    /**
     * A deployment that is not in service.
     *
     * @param version the version that should be
     * @param since when the oldest deployment after the one in service was written
     * @param cause why it is not; null while nothing is known against it
     */
    record Behind(String version, Instant since, @Nullable Refusal cause) {}

    /** A slot that serves what was deployed last. */
    static SlotState current(ModelDeployment move, long deployment) {
        return new SlotState(Slots.key(move.getSlot()), move.getVersion(), deployment, Optional.empty());
    }

    /** Seconds since the slot should have changed; 0 when it serves what was deployed last. */
    double behindSeconds(Instant now) {
        return behind.map(it -> Math.max(0, Duration.between(it.since(), now).toMillis() / 1_000.0))
                .orElse(0.0);
    }

    /** In plain words what is behind, and why; blank when nothing is. */
    String complaint() {
        return behind.map(it -> "slot " + slot + " serves " + version + " instead of " + it.version() + ", deployed "
                        + it.since() + ": " + why(it.cause()))
                .orElse("");
    }

    private static String why(@Nullable Refusal cause) {
        return cause == null ? "it is being loaded" : cause.code() + ", " + cause.detail();
    }
}
