package io.claimstream.feedback.access;

import java.util.Optional;

/** Tells callers from strangers. Thread-safe. */
public interface Gate {

    /**
     * Who presents a key or a token; empty when it lets nobody in.
     *
     * @throws GateUnavailableException when that cannot be told now
     */
    Optional<Caller> caller(String presented);
}
