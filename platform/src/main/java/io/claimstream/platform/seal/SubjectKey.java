package io.claimstream.platform.seal;

import com.google.crypto.tink.Aead;
import java.util.Optional;

/**
 * The key of a person.
 *
 * @param keyId names it without telling whose it is
 * @param aead encrypts and decrypts with it; empty once it is destroyed
 */
record SubjectKey(String keyId, Optional<Aead> aead) {}
