package io.claimstream.model;

import java.security.PublicKey;
import java.util.Optional;

/** The keys whose signature on a model is believed. Implementations are thread-safe. */
@FunctionalInterface
public interface TrustedKeys {

    /** The public key of an id, when it is trusted. */
    Optional<PublicKey> find(String keyId);
}
