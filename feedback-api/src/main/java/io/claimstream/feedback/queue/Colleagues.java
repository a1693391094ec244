package io.claimstream.feedback.queue;

import io.claimstream.feedback.access.KeyRecord.Scope;
import java.util.Optional;

/** Who is let in here, by name. Thread-safe. */
@FunctionalInterface
public interface Colleagues {

    /** What a key, an account or someone of an identity provider is let in for; empty for one that is not, or is not known here. */
    Optional<Scope> scope(String actor);
}
