package io.claimstream.model;

import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Refusal.Code;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** Checks that a bundle is what a trusted key signed. Thread-safe. */
public final class ModelVerifier {

    private final TrustedKeys keys;

    public ModelVerifier(TrustedKeys keys) {
        this.keys = keys;
    }

    /**
     * Checks key, signature, version name and artifact hash, in this order, so that nothing unsigned is parsed.
     *
     * @return the manifest
     * @throws ModelRefusedException when a check fails
     */
    public ModelManifest verify(ModelBundle bundle) {
        PublicKey key = keys.find(bundle.signingKeyId())
                .orElseThrow(() -> new ModelRefusedException(
                        Code.UNKNOWN_KEY, "signing key '" + bundle.signingKeyId() + "' is not trusted"));
        if (!isSignedBy(key, bundle)) {
            throw new ModelRefusedException(Code.BAD_SIGNATURE, "the signature does not fit the manifest");
        }
        String expected = ModelBundle.versionOf(bundle.manifest());
        if (!expected.equals(bundle.version())) {
            throw new ModelRefusedException(
                    Code.WRONG_VERSION, "expected version " + expected + ", but it says " + bundle.version());
        }
        ModelManifest manifest = ModelManifest.parse(bundle.manifest());
        if (!manifest.artifactSha256().equals(Sha256.hex(bundle.artifact()))) {
            throw new ModelRefusedException(Code.WRONG_ARTIFACT, "the artifact's SHA-256 is not the manifest's");
        }
        return manifest;
    }

    private static boolean isSignedBy(PublicKey key, ModelBundle bundle) {
        try {
            Signature signature = Signature.getInstance(KeyFiles.ALGORITHM);
            signature.initVerify(key);
            signature.update(bundle.manifest());
            return signature.verify(bundle.signature());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
