package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.artifact.Refusal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenModelsTest {

    private static final Refusal NO = new Refusal(Refusal.Code.PROBE_FAILED, "a test");

    @TempDir
    Path folder;

    private final AtomicInteger tried = new AtomicInteger();

    @Test
    void shouldTryOnceWhatComesThrough() {
        // Given
        ModelBundle bundle = TestModels.bundle(1, KeyFiles.signer(folder));
        ProvenModels probe = new ProvenModels(it -> answer(Optional.empty()));

        // When
        probe.refuse(bundle);

        // Then
        assertThat(probe.refuse(bundle)).isEmpty();
        assertThat(tried).hasValue(1);
    }

    @Test
    void shouldTryAgainWhatIsRefusedOrHasOtherBytes() {
        // Given
        ModelBundle bundle = TestModels.bundle(1, KeyFiles.signer(folder));
        byte[] other = bundle.artifact().clone();
        other[other.length / 2] ^= 1;
        ModelBundle sameManifest =
                new ModelBundle(bundle.version(), bundle.manifest(), bundle.signature(), bundle.signingKeyId(), other);
        ProvenModels probe = new ProvenModels(it -> answer(it == bundle ? Optional.empty() : Optional.of(NO)));

        // When
        probe.refuse(bundle);

        // Then
        assertThat(probe.refuse(sameManifest)).contains(NO);
        assertThat(probe.refuse(sameManifest)).contains(NO);
        assertThat(tried).hasValue(3);
    }

    private Optional<Refusal> answer(Optional<Refusal> answer) {
        tried.incrementAndGet();
        return answer;
    }
}
