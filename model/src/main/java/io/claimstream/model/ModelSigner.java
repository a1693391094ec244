package io.claimstream.model;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Signs manifests with an Ed25519 key. Thread-safe. */
public final class ModelSigner {

    private final PrivateKey key;
    private final String keyId;

    ModelSigner(PrivateKey key, PublicKey publicKey) {
        this.key = key;
        this.keyId = KeyFiles.keyId(publicKey);
    }

    /** The bundle of a manifest and the artifact that it names, under the version that the manifest gives. */
    public ModelBundle sign(ModelManifest manifest, byte[] artifact) {
        return signBytes(manifest.toBytes(), artifact);
    }

    ModelBundle signBytes(byte[] bytes, byte[] artifact) {
        return new ModelBundle(ModelBundle.versionOf(bytes), bytes, signature(bytes), keyId, artifact);
    }

    /** Identifies the key: the first 16 hexadecimal digits of the SHA-256 of the public key. */
    public String keyId() {
        return keyId;
    }

    private byte[] signature(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(KeyFiles.ALGORITHM);
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected a usable Ed25519 key, but signing failed.", e);
        }
    }
}
