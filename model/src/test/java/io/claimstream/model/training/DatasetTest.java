package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.domain.label.LabelFlag;
import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.SubjectErased;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.DatasetSummary;
import io.claimstream.model.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {

    @Test
    void shouldNotDependOnTheOrderOfArrival() {
        List<ClaimLabelled> shuffled =
                IntStream.range(0, 40).mapToObj(Samples::labelled).collect(Collectors.toList());
        Collections.shuffle(shuffled, new Random(5));
        DatasetBuilder builder = builder();

        shuffled.forEach(builder::add);

        assertThat(builder.build().sha256()).isEqualTo(Samples.dataset(40).sha256());
        assertThat(builder.size()).isEqualTo(40);
    }

    @Test
    void shouldCountTheLastRecordOfAClaim() {
        ClaimLabelled later = ClaimLabelled.newBuilder(Samples.labelled(1))
                .setLabel(new BigDecimal("777.00"))
                .setLabelKind(LabelKind.CORRECTED)
                .build();

        Dataset dataset = builder().add(Samples.labelled(1)).add(later).build();

        assertThat(dataset.labels()).containsExactly(777.0);
        assertThat(dataset.row(0).isSettled()).isFalse();
    }

    @Test
    void shouldLeaveOutWithAReason() {
        DatasetBuilder builder = builder()
                .add(Samples.labelled(0))
                .add(changed(1).setLabel(null).setLabelKind(LabelKind.WITHDRAWN).build())
                .add(changed(2).setLabel(new BigDecimal("0.00")).build())
                .add(changed(3).setLabel(new BigDecimal("-5.00")).build())
                .add(changed(4).setFeatureSet("v0").build())
                .add(changed(5).setValues(List.of(1f)).build())
                .add(changed(6).setValues(infinite()).build())
                .add(changed(7).setCurrency("EUR").build());

        assertThat(builder.build().size()).isEqualTo(1);
        assertThat(builder.size()).isEqualTo(1);
        assertThat(builder.exclusions())
                .isEqualTo(Map.of("WITHDRAWN", 1, "NOT_POSITIVE", 2, "OTHER_FEATURE_SET", 1, "UNUSABLE_FEATURES", 2));
    }

    @Test
    void shouldLeaveOutDoubtedLabelsAndCountThoseThatTrainAllTheSame() {
        // Given
        DatasetBuilder builder = builder()
                .add(flagged(1, LabelKind.CORRECTED, "ANSWERED_TOO_FAST", "CONFLICTING"))
                .add(flagged(2, LabelKind.CORRECTED, "COPIED_ESTIMATE"))
                .add(flagged(3, LabelKind.SETTLED, "COPIED_ESTIMATE"))
                .add(flagged(4, LabelKind.SETTLED, "IMPLAUSIBLE_AMOUNT"))
                .add(flagged(5, LabelKind.CORRECTED, "ANSWERED_TOO_FAST"))
                .add(flagged(6, LabelKind.SETTLED, "FLAG_OF_A_LATER_RELEASE"))
                .add(flagged(7, LabelKind.CORRECTED))
                .add(Samples.labelled(8));

        // When
        Dataset dataset = builder.build();

        // Then
        assertThat(dataset.size()).isEqualTo(4);
        assertThat(builder.exclusions())
                .isEqualTo(Map.of(
                        "CONFLICTING", 1, "COPIED_ESTIMATE", 1, "IMPLAUSIBLE_AMOUNT", 1, "ANSWERED_TOO_FAST", 1));
        assertThat(builder.flags()).isEqualTo(Map.of("COPIED_ESTIMATE", 1));
    }

    @Test
    void shouldLeaveOutErasedClaimantsBeforeEverythingElse() {
        // Given
        Erasures erasures = new Erasures.Reading()
                .add(4, erased(Samples.labelled(1).getInsurer(), "p-erased"))
                .add(5, erased("another insurer", Samples.labelled(0).getClaimantPseudonym()))
                .upTo(6);
        DatasetBuilder builder = new DatasetBuilder(Samples.SLOT, Samples.SCHEMA, erasures)
                .add(Samples.labelled(0))
                .add(changed(1).setClaimantPseudonym("p-erased").build())
                .add(changed(2)
                        .setClaimantPseudonym("p-erased")
                        .setLabel(null)
                        .setLabelKind(LabelKind.WITHDRAWN)
                        .build())
                .add(changed(3)
                        .setClaimantPseudonym("p-erased")
                        .setFlags(List.of("CONFLICTING"))
                        .build())
                .add(changed(4)
                        .setClaimantPseudonym("p-erased")
                        .setFeatureSet("v0")
                        .build())
                .add(changed(5).setLabel(null).setLabelKind(LabelKind.WITHDRAWN).build());

        // When
        DatasetManifest manifest = builder.manifest(List.of());

        // Then
        assertThat(manifest.rows()).isEqualTo(1);
        assertThat(manifest.exclusions()).isEqualTo(Map.of("ERASED", 4, "WITHDRAWN", 1));
        assertThat(manifest.erased()).isEqualTo(4);
        assertThat(manifest.erasures()).containsExactly(new DatasetSummary.Offsets(0, 0, 6));
        assertThat(DatasetSummary.ERASED).isEqualTo(DatasetBuilder.Exclusion.ERASED.name());
    }

    @Test
    void shouldBeNamedByWhatWasKnownOfErasuresAndAsBeforeWhenNothingWas() {
        // Given
        DatasetManifest unknown = builder().add(Samples.labelled(1)).manifest(List.of());
        Erasures nobody = new Erasures.Reading().upTo(0);

        // When
        DatasetManifest known = new DatasetBuilder(Samples.SLOT, Samples.SCHEMA, nobody)
                .add(Samples.labelled(1))
                .manifest(List.of());

        // Then
        assertThat(new String(unknown.toBytes(), StandardCharsets.UTF_8)).doesNotContain("erasures");
        assertThat(new String(known.toBytes(), StandardCharsets.UTF_8))
                .contains("\"erasures\":[{\"from\":0,\"partition\":0,\"to\":0}]");
        assertThat(known.sha256()).isEqualTo(unknown.sha256());
        assertThat(known.name()).isNotEqualTo(unknown.name());
    }

    @Test
    void shouldHaveAnExclusionForEveryFlag() {
        assertThat(DatasetBuilder.Exclusion.values())
                .extracting(Enum::name)
                .contains(Arrays.stream(LabelFlag.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void shouldSayWhatItIsAndBeNamedByIt() {
        // Given
        List<DatasetSummary.Offsets> read = List.of(new DatasetSummary.Offsets(0, 0, 40));
        DatasetBuilder builder = builder();
        IntStream.range(0, 40).mapToObj(Samples::labelled).forEach(builder::add);

        // When
        DatasetManifest manifest = builder.manifest(read);

        // Then
        assertThat(manifest.rows()).isEqualTo(40);
        assertThat(manifest.sha256()).isEqualTo(Samples.dataset(40).sha256());
        assertThat(manifest.settled() + manifest.corrected()).isEqualTo(40);
        assertThat(manifest.firstLabelAt())
                .isEqualTo(Samples.dataset(40).labelWindow().get(0));
        assertThat(manifest.name())
                .matches("d-[0-9a-f]{12}")
                .isEqualTo(builder.manifest(read).name())
                .isNotEqualTo(builder.manifest(List.of()).name())
                .isNotEqualTo(builder.add(Samples.labelled(41)).manifest(read).name());
        assertThat(builder().manifest(List.of()).firstLabelAt()).isNull();
    }

    @Test
    void shouldFindTheDatasetOfAModelByTheSameName() {
        // Given
        DatasetBuilder builder = builder();
        IntStream.range(0, Samples.ROWS).mapToObj(Samples::labelled).forEach(builder::add);
        builder.add(changed(Samples.ROWS + 1)
                .setLabel(null)
                .setLabelKind(LabelKind.WITHDRAWN)
                .build());
        builder.add(changed(Samples.ROWS + 2)
                .setLabel(null)
                .setLabelKind(LabelKind.WITHDRAWN)
                .build());

        // When
        DatasetManifest ofModel = DatasetManifest.of(Samples.candidate().manifest());

        // Then
        assertThat(ofModel).isEqualTo(builder.manifest(Samples.origin().labelled()));
    }

    @Test
    void shouldKeepToTheInsurerOfASlot() {
        ModelSlot slot = ModelSlot.newBuilder(Samples.SLOT).setInsurer("other").build();

        assertThat(new DatasetBuilder(slot, Samples.SCHEMA)
                        .add(Samples.labelled(1))
                        .size())
                .isZero();
    }

    @Test
    void shouldReadBackFromBothForms() {
        Dataset dataset = Samples.dataset(20);

        Dataset binary = read(bytes(dataset));
        Dataset csv = DatasetCsv.read(DatasetCsv.write(dataset), "v1");

        assertThat(binary.sha256()).isEqualTo(dataset.sha256());
        assertThat(csv.sha256()).isEqualTo(dataset.sha256());
    }

    @Test
    void shouldRefuseWhatIsNoDataset() {
        byte[] whole = bytes(Samples.dataset(3));
        assertRefused(() -> read(Arrays.copyOf(whole, whole.length - 1)));
        assertRefused(() -> read(new byte[8]));
        assertRefused(() -> DatasetCsv.read("", "v1"));
        assertRefused(() -> DatasetCsv.read("a,b\n", "v1"));
        String header = "labelledAt,kind,label,sumOfHeads,a\n";
        assertRefused(() -> DatasetCsv.read(header + "2025-01-01T00:00:00Z,SETTLED,1\n", "v1"));
        assertRefused(() -> DatasetCsv.read(header + "2025-01-01T00:00:00Z,SETTLED,-1,2,3\n", "v1"));
        assertRefused(() -> DatasetCsv.read(header + "yesterday,SETTLED,1,2,3\n", "v1"));
    }

    @Test
    void shouldRefuseRowsThatAreNotWhole() {
        assertThatThrownBy(() -> new LabelledRow(List.of(), 0, 1, Instant.EPOCH, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LabelledRow(List.of(), 1, Double.NaN, Instant.EPOCH, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new Dataset(Samples.SCHEMA, List.of(new LabelledRow(List.of(), 1, 1, Instant.EPOCH, true))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSplitByLabelTime() {
        Split split = Split.byLabelTime(Samples.dataset(200));

        assertThat(List.of(
                        split.train().size(),
                        split.calibration().size(),
                        split.holdout().size()))
                .containsExactly(120, 40, 40);
        assertThat(split.train().labelWindow().get(1))
                .isBefore(split.calibration().labelWindow().get(0));
        assertThat(split.calibration().labelWindow().get(1))
                .isBefore(split.holdout().labelWindow().get(0));
    }

    @Test
    void shouldKeepRowsOfOneTimeTogetherUnlessThatLeavesTooFew() {
        assertThat(Split.byLabelTime(inSteps(200, 7)).train().size()).isEqualTo(119);
        assertThat(Split.byLabelTime(inSteps(200, 500)).train().size()).isEqualTo(120);
    }

    @Test
    void shouldRefuseToSplitTooFew() {
        assertThatThrownBy(() -> Split.byLabelTime(Samples.dataset(149))).hasMessageContaining("150");
    }

    @Test
    void shouldHoldNumbersAsTheyCame() {
        List<Float> values = List.of(1.5f, Float.NaN, -0f);

        LabelledRow row = new LabelledRow(values, 1, 1, Instant.EPOCH, true);

        assertThat(row.values()).isEqualTo(values).hasSameHashCodeAs(values);
        assertThat(row.values().get(2)).isEqualTo(-0f);
        assertThatThrownBy(() -> row.values().set(0, 2f)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static byte[] bytes(Dataset dataset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DatasetBinary.write(dataset, out);
        return out.toByteArray();
    }

    private static Dataset read(byte[] bytes) {
        return DatasetBinary.read(new ByteArrayInputStream(bytes));
    }

    private static Dataset inSteps(int rows, int step) {
        DatasetBuilder builder = builder();
        for (int i = 0; i < rows; i++) {
            builder.add(changed(i)
                    .setLabelEventTime(Instant.EPOCH.plusSeconds(i / step))
                    .build());
        }
        return builder.build();
    }

    private static List<Float> infinite() {
        float[] row = Samples.row(6);
        row[3] = Float.NEGATIVE_INFINITY;
        return Samples.list(row);
    }

    private static ClaimLabelled.Builder changed(int number) {
        return ClaimLabelled.newBuilder(Samples.labelled(number));
    }

    private static DatasetBuilder builder() {
        return new DatasetBuilder(Samples.SLOT, Samples.SCHEMA);
    }

    private static SubjectErased erased(String insurer, String claimant) {
        return SubjectErased.newBuilder()
                .setInsurer(insurer)
                .setClaimantPseudonym(claimant)
                .setReceipt("e-1")
                .setErasedAt(Samples.NOW)
                .build();
    }

    private static ClaimLabelled flagged(int claim, LabelKind kind, String... flags) {
        return changed(claim).setLabelKind(kind).setFlags(List.of(flags)).build();
    }

    private static void assertRefused(Runnable reading) {
        assertThatThrownBy(reading::run).isInstanceOf(DatasetFormatException.class);
    }
}
