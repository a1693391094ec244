package io.claimstream.platform.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;

/** Keysets of one AES-256-GCM key, made, wrapped and read by Tink. */
final class Keysets {

    private static final Configuration AEAD = AeadConfig2026.get();

    private Keysets() {}

    static KeysetHandle fresh() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AEAD);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected Tink to make an AES-256-GCM key.", e);
        }
    }

    /** A new keyset, not wrapped: for a file that only its owner reads. */
    static byte[] newInTheClear() {
        try {
            return TinkProtoKeysetFormat.serializeKeyset(fresh(), InsecureSecretKeyAccess.get(), AEAD);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected Tink to write a keyset.", e);
        }
    }

    /** What encrypts with a keyset that is not wrapped. */
    static Aead aeadOf(byte[] keyset) {
        try {
            return aead(TinkProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get(), AEAD));
        } catch (GeneralSecurityException e) {
            throw new KeyEncryptionKeyMissingException(
                    "Expected a file " + FileKeyEncryptionKeys.NAME + "* to hold a Tink keyset.", e);
        }
    }

    static Aead aead(KeysetHandle keyset) {
        try {
            return keyset.getPrimitive(AEAD, Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected a keyset of AES-256-GCM.", e);
        }
    }

    static byte[] wrap(KeysetHandle keyset, Aead by, byte[] context) {
        try {
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(keyset, by, context, AEAD);
        } catch (GeneralSecurityException e) {
            throw new KeyEncryptionKeyMissingException("Expected a key that wraps the key of a person.", e);
        }
    }

    /** The keyset that was wrapped for the same context; a {@link CannotOpenException} when it was not, or was changed since. */
    static KeysetHandle unwrap(byte[] wrapped, Aead by, byte[] context) {
        try {
            return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, by, context, AEAD);
        } catch (GeneralSecurityException e) {
            throw new CannotOpenException("Expected the key of a person as it was wrapped.", e);
        }
    }
}
