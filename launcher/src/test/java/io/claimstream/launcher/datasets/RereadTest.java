package io.claimstream.launcher.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.privacy.Erasure;
import io.claimstream.event.RecordRef;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.DatasetSummary.Offsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RereadTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    /** Erasures below this were known when the dataset was made. */
    private static final int KNOWN = 5;

    @Test
    void shouldAllowNoDifferenceWhereNothingIsGone() {
        assertThat(codes(dataset(10, "a", Map.of()), dataset(10, "a", Map.of())))
                .isEmpty();
        assertThat(codes(dataset(10, "a", Map.of()), dataset(9, "b", Map.of())))
                .containsExactly(FindingCode.ROWS_DIFFER, FindingCode.SHA256_DIFFERS);
        assertThat(codes(dataset(10, "a", Map.of("ERASED", 2)), dataset(10, "a", Map.of("ERASED", 1))))
                .containsExactly(FindingCode.EXCLUSIONS_DIFFER);
    }

    @Test
    void shouldNotCompareWhatLacksRowsThatErasuresRemoved() {
        // When
        Reread reread = new Reread(dataset(10, "a", Map.of()), dataset(8, "b", Map.of()), gone(KNOWN, 2));

        // Then
        assertThat(reread.isComparable()).isFalse();
        assertThat(reread.differences()).isEmpty();
    }

    @Test
    void shouldExcuseNoMoreThanWhatIsGone() {
        // When
        Reread reread = new Reread(dataset(10, "a", Map.of()), dataset(7, "b", Map.of()), gone(KNOWN, 2));

        // Then
        assertThat(reread.isComparable()).isFalse();
        assertThat(reread.differences()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.ROWS_DIFFER);
            assertThat(finding.detail()).contains("10 by the manifest, 7 by the log", "2 labels gone");
        });
    }

    @Test
    void shouldStillCompareWhenOnlyLabelsAreGoneThatWereLeftOut() {
        // Given: it was known of both claims that their claimants are erased.
        DatasetManifest said = dataset(10, "a", Map.of("ERASED", 2, "WITHDRAWN", 1));
        DatasetManifest found = dataset(10, "a", Map.of("WITHDRAWN", 1));

        // When
        Reread same = new Reread(said, found, gone(KNOWN - 1, 2));
        Reread tampered = new Reread(said, dataset(10, "b", Map.of("WITHDRAWN", 1)), gone(KNOWN - 1, 2));

        // Then
        assertThat(same.isComparable()).isTrue();
        assertThat(same.differences()).isEmpty();
        assertThat(tampered.isComparable()).isTrue();
        assertThat(tampered.differences()).extracting(Finding::code).containsExactly(FindingCode.SHA256_DIFFERS);
    }

    @Test
    void shouldAccuseNobodyWhereAnEarlierLabelCameToLight() {
        // Given: the label that is gone was the newest of a claim, which now counts with the one before.
        Reread reread = new Reread(dataset(10, "a", Map.of()), dataset(10, "b", Map.of()), gone(KNOWN, 1));

        // Then
        assertThat(reread.isComparable()).isFalse();
        assertThat(reread.differences()).isEmpty();
    }

    private static List<FindingCode> codes(DatasetManifest said, DatasetManifest found) {
        Reread reread = new Reread(said, found, List.of());
        assertThat(reread.isComparable()).isTrue();
        return reread.differences().stream().map(Finding::code).toList();
    }

    private static List<ErasedLabel> gone(long erasureOffset, int labels) {
        return IntStream.range(0, labels)
                .mapToObj(
                        i -> new ErasedLabel(new RecordRef(0, (long) i), new Erasure(erasureOffset, "e-1", AT), false))
                .toList();
    }

    private static DatasetManifest dataset(int rows, String sha256, Map<String, Integer> exclusions) {
        return new DatasetManifest(
                "MOTOR_INJURY",
                "GBP",
                null,
                "v1",
                rows,
                rows,
                0,
                AT,
                AT,
                exclusions,
                sha256,
                List.of(new Offsets(0, 0, 20)),
                List.of(new Offsets(0, 0, KNOWN)));
    }
}
