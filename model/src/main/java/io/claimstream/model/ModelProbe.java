package io.claimstream.model;

import io.claimstream.model.artifact.Refusal;
import java.util.Optional;

/**
 * Tries an artifact where it can do no harm: in a process that may die or hang. See {@link ProbeMain} for what that process
 * runs.
 */
@FunctionalInterface
public interface ModelProbe {

    /** Why the bundle is refused; empty when its golden rows came out as written, and alike from both engines. */
    Optional<Refusal> refuse(ModelBundle bundle);
}
