package io.claimstream.feedback.access;

import java.util.Optional;

/** Tells callers from strangers. Thread-safe. */
public interface Gate {

    /** Who presents a key; empty when the key is not known. */
    Optional<Caller> caller(String presented);
}
