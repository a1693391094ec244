package io.claimstream.model;

import io.claimstream.event.ModelArtifactChunk;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Refusal.Code;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the chunks of one artifact together, in whatever order and however often they arrive. Bounded. Not thread-safe.
 */
public final class ChunkAssembly {

    /** Most chunks of an artifact: 64 MiB. */
    public static final int MAX_CHUNKS = 128;

    private final SortedMap<Integer, ByteBuffer> parts = new TreeMap<>();

    /**
     * Adds a chunk; one that is already there with the same content changes nothing.
     *
     * @throws ModelRefusedException when the chunk is out of range, or differs from an earlier one of the same place
     */
    public void add(ModelArtifactChunk chunk) {
        checkSize(chunk.getChunks());
        ByteBuffer content = chunk.getContent().duplicate();
        boolean isInRange = chunk.getIndex() >= 0
                && chunk.getIndex() < chunk.getChunks()
                && content.remaining() <= ModelBundle.CHUNK_BYTES;
        if (!isInRange) {
            throw new ModelRefusedException(
                    Code.INCOMPLETE,
                    "chunk " + chunk.getIndex() + " of " + chunk.getChunks() + " is out of range or too large");
        }
        ByteBuffer known = parts.putIfAbsent(chunk.getIndex(), content);
        if (known != null && !known.equals(content)) {
            throw new ModelRefusedException(
                    Code.INCOMPLETE, "chunk " + chunk.getIndex() + " came twice with other content");
        }
    }

    /**
     * Checks how many chunks an artifact has.
     *
     * @throws ModelRefusedException with {@link Code#TOO_LARGE} above {@value #MAX_CHUNKS}
     */
    public static void checkSize(int chunks) {
        if (chunks > MAX_CHUNKS) {
            throw new ModelRefusedException(
                    Code.TOO_LARGE,
                    "the artifact has " + chunks + " chunks, and at most " + MAX_CHUNKS + " of "
                            + ModelBundle.CHUNK_BYTES / 1024 + " KiB are taken: train fewer or shallower trees");
        }
    }

    /** The artifact, when all of its chunks are there. */
    public Optional<byte[]> artifact(int chunks) {
        if (parts.size() != chunks || parts.isEmpty() || parts.lastKey() != chunks - 1) {
            return Optional.empty();
        }
        int size = parts.values().stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer artifact = ByteBuffer.allocate(size);
        parts.values().forEach(part -> artifact.put(part.duplicate()));
        return Optional.of(artifact.array());
    }

    /** Number of chunks there. */
    public int size() {
        return parts.size();
    }
}
