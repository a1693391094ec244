package io.claimstream.model;

import io.claimstream.event.ModelArtifactChunk;
import io.claimstream.event.ModelVersion;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A signed manifest with the artifact it names: what travels over Kafka and lies on disk. Nothing is checked here; see
 * {@link ModelLoader}. Immutable, except that the artifact's array is shared and must not be changed.
 */
public final class ModelBundle {

    /** Most bytes in a chunk. */
    public static final int CHUNK_BYTES = 512 * 1024;

    private final String version;
    private final byte[] manifest;
    private final byte[] signature;
    private final String signingKeyId;
    private final byte[] artifact;

    public ModelBundle(String version, byte[] manifest, byte[] signature, String signingKeyId, byte[] artifact) {
        this.version = version;
        this.manifest = manifest.clone();
        this.signature = signature.clone();
        this.signingKeyId = signingKeyId;
        this.artifact = artifact;
    }

    /** A bundle of the records read from Kafka. */
    public static ModelBundle of(ModelVersion event, byte[] artifact) {
        return new ModelBundle(
                event.getVersion(),
                bytes(event.getManifest()),
                bytes(event.getSignature()),
                event.getSigningKeyId(),
                artifact);
    }

    /** The version name that a manifest gives: {@code m-} and the first 12 hexadecimal digits of its SHA-256. */
    public static String versionOf(byte[] manifest) {
        return "m-" + Sha256.hex(manifest).substring(0, 12);
    }

    /** The version name that the bundle claims to have. */
    public String version() {
        return version;
    }

    /** The manifest, UTF-8 JSON. */
    public byte[] manifest() {
        return manifest.clone();
    }

    /** Ed25519 signature over the manifest. */
    public byte[] signature() {
        return signature.clone();
    }

    /** Identifies the signing key. */
    public String signingKeyId() {
        return signingKeyId;
    }

    /** The booster in UBJ. Not copied, since it may be large: do not change it. */
    public byte[] artifact() {
        return artifact;
    }

    /** The record for models.versions.v1. */
    public ModelVersion toEvent(Instant publishedAt) {
        return ModelVersion.newBuilder()
                .setVersion(version)
                .setManifest(ByteBuffer.wrap(manifest()))
                .setSignature(ByteBuffer.wrap(signature()))
                .setSigningKeyId(signingKeyId)
                .setChunks(chunkCount())
                .setPublishedAt(publishedAt)
                .build();
    }

    /** The records for models.artifacts.v1, in order; at least one. */
    public List<ModelArtifactChunk> chunks() {
        int count = chunkCount();
        List<ModelArtifactChunk> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = i * CHUNK_BYTES;
            int length = Math.min(CHUNK_BYTES, artifact.length - from);
            chunks.add(ModelArtifactChunk.newBuilder()
                    .setVersion(version)
                    .setIndex(i)
                    .setChunks(count)
                    .setContent(ByteBuffer.wrap(artifact, from, length).slice())
                    .build());
        }
        return chunks;
    }

    @Override
    public String toString() {
        return version + " (" + artifact.length + " bytes)";
    }

    /** Number of chunks that the artifact travels in. */
    public int chunkCount() {
        return Math.max(1, (artifact.length + CHUNK_BYTES - 1) / CHUNK_BYTES);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
