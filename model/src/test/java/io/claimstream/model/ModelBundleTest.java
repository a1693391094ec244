package io.claimstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.ModelArtifactChunk;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Refusal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelBundleTest {

    @Test
    void shouldComeBackFromItsRecordsInAnyOrderAndDoubled() {
        // Given
        byte[] artifact = new byte[3 * ModelBundle.CHUNK_BYTES + 5];
        new Random(3).nextBytes(artifact);
        ModelBundle bundle = bundle(artifact);
        List<ModelArtifactChunk> chunks = new ArrayList<>(bundle.chunks());
        chunks.addAll(bundle.chunks());
        Collections.shuffle(chunks, new Random(4));
        ChunkAssembly assembly = new ChunkAssembly();

        // When
        chunks.forEach(assembly::add);

        // Then
        var event = bundle.toEvent(Samples.NOW);
        assertThat(event.getChunks()).isEqualTo(4);
        byte[] assembled = assembly.artifact(event.getChunks()).orElseThrow();
        assertThat(assembled).isEqualTo(artifact);
        ModelBundle back = ModelBundle.of(event, assembled);
        assertThat(back.manifest()).isEqualTo(bundle.manifest());
        assertThat(back.signature()).isEqualTo(bundle.signature());
        assertThat(back.signingKeyId()).isEqualTo("key");
        assertThat(back).hasToString("m-1 (" + artifact.length + " bytes)");
    }

    @Test
    void shouldHaveOneChunkWhenTheArtifactIsEmptyOrFull() {
        assertThat(bundle(new byte[0]).chunks()).hasSize(1);
        assertThat(bundle(new byte[ModelBundle.CHUNK_BYTES]).chunks()).hasSize(1);
    }

    @Test
    void shouldBeIncompleteWhileAChunkIsMissing() {
        ChunkAssembly assembly = new ChunkAssembly();
        assertThat(assembly.artifact(0)).isEmpty();

        assembly.add(chunk(1, 2, 1));

        assertThat(assembly.artifact(2)).isEmpty();
        assertThat(assembly.size()).isEqualTo(1);
    }

    @Test
    void shouldRefuseChunksThatContradictOrAreOutOfRange() {
        ChunkAssembly assembly = new ChunkAssembly();
        assembly.add(chunk(0, 2, 1));

        assertThatThrownBy(() -> assembly.add(chunk(0, 2, 9))).isInstanceOf(ModelRefusedException.class);
        assertThatThrownBy(() -> assembly.add(chunk(2, 2, 1))).isInstanceOf(ModelRefusedException.class);
        assertThatThrownBy(() -> assembly.add(chunk(-1, 2, 1))).isInstanceOf(ModelRefusedException.class);
        assertThatThrownBy(() -> assembly.add(chunk(0, ChunkAssembly.MAX_CHUNKS + 1, 1)))
                .isInstanceOfSatisfying(
                        ModelRefusedException.class,
                        e -> assertThat(e.refusal())
                                .isEqualTo(
                                        new Refusal(
                                                Refusal.Code.TOO_LARGE,
                                                "the artifact has 129 chunks, and at most 128 of 512 KiB are taken: train fewer or shallower trees")));
    }

    private static ModelBundle bundle(byte[] artifact) {
        return new ModelBundle("m-1", new byte[] {1}, new byte[] {2}, "key", artifact);
    }

    private static ModelArtifactChunk chunk(int index, int chunks, int content) {
        return new ModelArtifactChunk("m-1", index, chunks, ByteBuffer.wrap(new byte[] {(byte) content}));
    }
}
