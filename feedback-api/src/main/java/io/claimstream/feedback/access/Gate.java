package io.claimstream.feedback.access;

import java.util.Optional;

/** Tells callers from strangers. Thread-safe. */
public interface Gate {

    /** Who presents a key, as an actor's name in events; empty when the key is not known. */
    Optional<String> actor(String presented);
}
