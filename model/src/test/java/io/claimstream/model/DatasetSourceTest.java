package io.claimstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatasetSourceTest {

    @Test
    void shouldBeReadFromTheManifestOfAModel() throws IOException {
        // Given
        ModelManifest manifest = Samples.candidate().manifest();

        // When
        DatasetSource source = DatasetSource.of(manifest.toBytes()).orElseThrow();

        // Then
        assertThat(source.slot()).isEqualTo(manifest.slot());
        assertThat(source.schema()).isEqualTo(manifest.schema());
        assertThat(source.labelled()).isEqualTo(manifest.dataset().labelled());
        assertThat(DatasetSource.parse(source.toBytes())).isEqualTo(source);
    }

    @Test
    void shouldBeReadFromAFormatThatIsNotReadAnyMore() {
        // Given
        String manifest = new String(Samples.candidate().manifest().toBytes(), StandardCharsets.UTF_8);

        // When
        String earlier = manifest.replace("\"format\":" + ModelManifest.FORMAT, "\"format\":1");

        // Then
        assertThat(earlier).isNotEqualTo(manifest);
        assertThat(of(earlier)).isEqualTo(of(manifest)).isPresent();
    }

    @Test
    void shouldSayWhatWasKnownOfErasuresAndNothingWhereThatWasNotWritten() throws IOException {
        // Given
        String knowing = said("{\"labelled\":[],\"erasures\":[{\"partition\":0,\"from\":0,\"to\":7}]}");
        DatasetSource source = of(knowing).orElseThrow();
        String stored = new String(source.toBytes(), StandardCharsets.UTF_8);

        // When
        String earlier = stored.replace("\"erasures\":[{\"from\":0,\"partition\":0,\"to\":7}],", "");

        // Then
        assertThat(source.erasures()).containsExactly(new DatasetSummary.Offsets(0, 0, 7));
        assertThat(DatasetSource.parse(source.toBytes())).isEqualTo(source);
        assertThat(earlier).isNotEqualTo(stored);
        assertThat(DatasetSource.parse(earlier.getBytes(StandardCharsets.UTF_8)).erasures())
                .isEmpty();
        assertThat(of(said("{\"labelled\":[]}")).orElseThrow().erasures()).isEmpty();
    }

    @Test
    void shouldNotBeReadFromAnythingElse() {
        assertThat(of("not JSON")).isEmpty();
        assertThat(of("null")).isEmpty();
        assertThat(of("{\"featureSet\":\"v1\",\"features\":[\"a\"]}")).isEmpty();
        assertThat(of(said("null"))).isEmpty();
        assertThat(of(said("{\"labelled\":null}"))).isEmpty();
        assertThat(of(said("{\"labelled\":[]}"))).isPresent();
    }

    private static String said(String dataset) {
        return "{\"lineOfBusiness\":\"M\",\"currency\":\"GBP\",\"insurer\":null,\"featureSet\":\"v1\",\"features\":[\"a\"],\"dataset\":"
                + dataset + "}";
    }

    private static Optional<DatasetSource> of(String manifest) {
        return DatasetSource.of(manifest.getBytes(StandardCharsets.UTF_8));
    }
}
