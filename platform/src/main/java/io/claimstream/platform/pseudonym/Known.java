package io.claimstream.platform.pseudonym;

import java.util.Optional;

/**
 * What is known of a reference.
 *
 * @param pseudonym stands for it; empty once it was destroyed
 * @param keyId names the key under which it was first made; never another
 */
public record Known(Optional<String> pseudonym, String keyId) {}
