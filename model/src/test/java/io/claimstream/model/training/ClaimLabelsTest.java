package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.privacy.Erasure;
import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.event.SubjectErased;
import io.claimstream.model.DatasetSource;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimLabelsTest {

    /** Corrected at offset 3, settled at 8, taken back at 15, all of partition 1. */
    private final ClaimLabels labels = new ClaimLabels()
            .add(new RecordRef(1, 3L), label("f-corrected", LabelKind.CORRECTED))
            .add(new RecordRef(1, 8L), label("f-settled", LabelKind.SETTLED))
            .add(
                    new RecordRef(1, 15L),
                    ClaimLabelled.newBuilder(label("f-withdrawn", LabelKind.WITHDRAWN))
                            .setLabel(null)
                            .build());

    @Test
    void shouldBeTheLastLabelThatWasRead() {
        assertThat(usedUpTo(3)).isEmpty();
        assertThat(usedUpTo(4)).contains("f-corrected");
        assertThat(usedUpTo(8)).contains("f-corrected");
        assertThat(usedUpTo(9)).contains("f-settled");
        assertThat(usedUpTo(15)).contains("f-settled");
        assertThat(usedUpTo(16)).as("withdrawn by then").isEmpty();
    }

    @Test
    void shouldNotBeInADatasetOfOtherPartitionsSlotsOrFeatures() {
        assertThat(used(source("GBP", "v1", new Offsets(0, 0, 9)))).isEmpty();
        assertThat(used(source("EUR", "v1", new Offsets(1, 0, 9)))).isEmpty();
        assertThat(used(source("GBP", "v0", new Offsets(1, 0, 9)))).isEmpty();
        assertThat(used(source("GBP", "v1"))).as("read from a file").isEmpty();
    }

    @Test
    void shouldNotBeInADatasetThatLeavesTheLabelOut() {
        // Given
        ClaimLabels doubted = new ClaimLabels()
                .add(new RecordRef(1, 3L), label("f-first", LabelKind.CORRECTED))
                .add(
                        new RecordRef(1, 4L),
                        ClaimLabelled.newBuilder(label("f-second", LabelKind.CORRECTED))
                                .setFlags(List.of("CONFLICTING"))
                                .build());

        // When
        Optional<ClaimLabelled> used = doubted.usedBy(source("GBP", "v1", new Offsets(1, 0, 9)), Erasures.none());

        // Then
        assertThat(used).isEmpty();
        assertThat(doubted.isEmpty()).isFalse();
        assertThat(new ClaimLabels().isEmpty()).isTrue();
    }

    @Test
    void shouldBeInTheDatasetsThatDidNotKnowOfTheErasureYet() {
        // Given
        ClaimLabelled label = label("f-settled", LabelKind.SETTLED);
        ClaimLabels settled = new ClaimLabels().add(new RecordRef(1, 3L), label);
        Erasures now = new Erasures.Reading()
                .add(
                        7,
                        SubjectErased.newBuilder()
                                .setInsurer(label.getInsurer())
                                .setClaimantPseudonym(label.getClaimantPseudonym())
                                .setReceipt("e-1")
                                .setErasedAt(Samples.NOW)
                                .build())
                .upTo(9);

        // Then
        assertThat(settled.usedBy(knowing(), now))
                .as("made before erasures were known")
                .isPresent();
        assertThat(settled.usedBy(knowing(new Offsets(0, 0, 7)), now)).isPresent();
        assertThat(settled.usedBy(knowing(new Offsets(0, 0, 8)), now)).isEmpty();
        assertThat(settled.erased(now).map(Erasure::text)).contains("erased, receipt e-1");
        assertThat(settled.erased(now.upTo(7))).isEmpty();
        assertThat(settled.claimants()).containsExactly(label.getClaimantPseudonym());
        assertThat(new ClaimLabels().erased(now)).isEmpty();
    }

    private static DatasetSource knowing(Offsets... erasures) {
        DatasetSource source = source("GBP", "v1", new Offsets(1, 0, 9));
        return new DatasetSource(
                source.lineOfBusiness(),
                source.currency(),
                source.insurer(),
                source.schema(),
                source.labelled(),
                List.of(erasures));
    }

    private Optional<String> usedUpTo(long offset) {
        return used(source("GBP", "v1", new Offsets(0, 0, 100), new Offsets(1, 0, offset)))
                .map(ClaimLabelled::getFeedbackId);
    }

    private Optional<ClaimLabelled> used(DatasetSource source) {
        return labels.usedBy(source, Erasures.none());
    }

    private static ClaimLabelled label(String feedbackId, LabelKind kind) {
        return ClaimLabelled.newBuilder(Samples.labelled(1))
                .setFeedbackId(feedbackId)
                .setLabelKind(kind)
                .build();
    }

    private static DatasetSource source(String currency, String featureSet, Offsets... labelled) {
        return new DatasetSource(
                "MOTOR_INJURY",
                currency,
                null,
                new FeatureSchema(featureSet, Samples.SCHEMA.names()),
                List.of(labelled),
                List.of());
    }
}
