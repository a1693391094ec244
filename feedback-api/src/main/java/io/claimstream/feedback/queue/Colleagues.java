package io.claimstream.feedback.queue;

import io.claimstream.feedback.access.KeyRecord.Scope;
import java.util.Optional;

/** Who is let in here, by name. Thread-safe. */
public interface Colleagues {

    /** What a key or an account is let in for now; empty for one that is not, or is not known here. */
    Optional<Scope> scope(String actor);

    /** Whether an actor of that name is a key or an account here, active or not. */
    boolean knows(String actor);
}
