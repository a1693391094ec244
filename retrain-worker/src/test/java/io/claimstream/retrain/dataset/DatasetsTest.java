package io.claimstream.retrain.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.SubjectErased;
import io.claimstream.model.DatasetSummary;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.Split;
import io.claimstream.retrain.SmallWorld;
import io.claimstream.retrain.log.CommittedLog;
import io.claimstream.retrain.log.ErasureLog;
import io.claimstream.retrain.log.MockLog;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

/** The log of labels read as datasets and counts. */
final class DatasetsTest {

    private static final SlotName SLOT = new SlotName("MOTOR_INJURY", "GBP");
    private static final FeatureSchema SCHEMA = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);

    private final MockLog<ClaimLabelled> labels = new MockLog<>(Topics.CLAIMS_LABELLED);
    private final CommittedLog<ClaimLabelled> log = labels.log();
    private final MockLog<SubjectErased> erasures = new MockLog<>(Topics.PRIVACY_ERASURES);

    @Test
    void shouldTakeLastLabelOfClaimAndLeaveOutWithdrawnOnes() {
        // Given
        label(1, LabelKind.CORRECTED);
        label(2, LabelKind.SETTLED);
        label(1, LabelKind.SETTLED);
        label(3, LabelKind.SETTLED);
        label(3, LabelKind.WITHDRAWN);

        // When
        LabelledDataset dataset = reader().read(SLOT);

        // Then
        assertThat(dataset.rows().size()).isEqualTo(2);
        assertThat(dataset.rows().row(0).isSettled()).isTrue();
        assertThat(dataset.exclusions()).isEqualTo(Map.of("WITHDRAWN", 1));
        assertThat(dataset.claims()).extracting(LabelledClaim::claimId).containsExactly("c-1", "c-2");
        assertThat(dataset.firstLabels()).containsExactly(new Position(1, 0), new Position(0, 0));
        assertThat(dataset.upTo()).isEqualTo(Map.of(0, 1L, 1, 4L));
    }

    @Test
    void shouldGiveSameHashForSameOffsets() {
        // Given
        label(1, LabelKind.SETTLED);
        label(2, LabelKind.SETTLED);
        DatasetReader reader = reader();

        // When
        String once = reader.read(SLOT).rows().sha256();
        String again = reader.read(SLOT).rows().sha256();
        label(3, LabelKind.SETTLED);
        String more = reader.read(SLOT).rows().sha256();

        // Then
        assertThat(again).isEqualTo(once);
        assertThat(more).isNotEqualTo(once);
    }

    @Test
    void shouldCompareOnlyOnClaimsThatChampionNeverSaw() {
        // Given
        for (int claim = 0; claim < 200; claim++) {
            label(claim, LabelKind.SETTLED);
        }
        LabelledDataset dataset = reader().read(SLOT);
        Split split = Split.byLabelTime(dataset.rows());
        // The champion had read the first 90 labels of each partition: claims 0 to 179.
        List<DatasetSummary.Offsets> learned =
                List.of(new DatasetSummary.Offsets(0, 0, 90), new DatasetSummary.Offsets(1, 0, 90));

        // When
        Dataset rows = dataset.unseenHoldout(split, learned);

        // Then
        assertThat(split.holdout().size()).isEqualTo(40);
        assertThat(rows.size()).isEqualTo(20);
        assertThat(rows.row(0).labelledAt())
                .isEqualTo(SmallWorld.settlement(180).getEventTime());
    }

    @Test
    void shouldNotTakeEarlierSeenClaimForUnseenWhenItIsLabelledAgain() {
        // Given
        for (int claim = 0; claim < 200; claim++) {
            label(claim, LabelKind.CORRECTED);
        }
        label(199, LabelKind.SETTLED);
        LabelledDataset dataset = reader().read(SLOT);
        List<DatasetSummary.Offsets> learned =
                List.of(new DatasetSummary.Offsets(0, 0, 100), new DatasetSummary.Offsets(1, 0, 100));

        // When
        Dataset rows = dataset.unseenHoldout(Split.byLabelTime(dataset.rows()), learned);

        // Then
        assertThat(rows.size()).isZero();
    }

    @Test
    void shouldCountClaimsLabelledSinceLastRunAlsoAfterRestart() {
        // Given
        for (int claim = 0; claim < 10; claim++) {
            label(claim, LabelKind.SETTLED);
        }
        Map<SlotName, Map<Integer, Long>> lastRuns = new TreeMap<>();
        NewLabels counter = new NewLabels(log, 100, slot -> lastRuns.getOrDefault(slot, Map.of()));
        int before = count(counter);
        Map<Integer, Long> runRead = Map.of(0, 3L, 1, 3L);

        // When
        counter.trained(SLOT, runRead);
        label(1, LabelKind.SETTLED);
        label(10, LabelKind.SETTLED);
        label(10, LabelKind.SETTLED);
        int after = count(counter);
        lastRuns.put(SLOT, runRead);
        NewLabels restarted = new NewLabels(log, 100, slot -> lastRuns.getOrDefault(slot, Map.of()));

        // Then
        assertThat(before).isEqualTo(10);
        assertThat(after).isEqualTo(6);
        assertThat(count(restarted)).isEqualTo(6);
        assertThat(restarted.trainedBefore(SLOT)).isTrue();
    }

    @Test
    void shouldNotCountWithdrawnLabelsNorBeyondLimit() {
        // Given
        NewLabels counter = new NewLabels(log, 3, slot -> Map.of());

        // When
        label(1, LabelKind.SETTLED);
        label(1, LabelKind.WITHDRAWN);
        int withdrawn = count(counter);
        for (int claim = 2; claim < 12; claim++) {
            label(claim, LabelKind.SETTLED);
        }

        // Then
        assertThat(withdrawn).isZero();
        assertThat(count(counter)).isEqualTo(3);
    }

    @Test
    void shouldLeaveOutErasedClaimantsWhateverTheirLabelsSayAndNameHowFarErasuresAreKnown() {
        // Given
        label(1, LabelKind.SETTLED);
        label(2, LabelKind.SETTLED);
        label(3, LabelKind.SETTLED);
        label(3, LabelKind.WITHDRAWN);
        LabelledDataset before = reader().read(SLOT);

        // When
        erase("p-2", "e-1");
        erase("p-3", "e-2");
        erase("p-2", "e-3");
        erase("p-nobody", "e-4");
        LabelledDataset after = reader().read(SLOT);

        // Then
        assertThat(before.exclusions()).isEqualTo(Map.of("WITHDRAWN", 1));
        assertThat(before.erasures()).containsExactly(new DatasetSummary.Offsets(0, 0, 0));
        assertThat(after.exclusions()).isEqualTo(Map.of("ERASED", 2));
        assertThat(after.erasures()).containsExactly(new DatasetSummary.Offsets(0, 0, 4));
        assertThat(after.claims()).extracting(LabelledClaim::claimId).containsExactly("c-1");
        assertThat(after.manifest().name()).isNotEqualTo(before.manifest().name());
    }

    @Test
    void shouldLeaveOutLabelsThatComeAfterTheErasureToo() {
        // Given
        DatasetReader reader = reader();
        erase("p-1", "e-1");
        label(1, LabelKind.CORRECTED);
        LabelledDataset first = reader.read(SLOT);

        // When
        label(1, LabelKind.SETTLED);
        label(2, LabelKind.SETTLED);
        erase("p-2", "e-2");
        LabelledDataset second = reader.read(SLOT);

        // Then
        assertThat(first.exclusions()).isEqualTo(Map.of("ERASED", 1));
        assertThat(second.exclusions()).isEqualTo(Map.of("ERASED", 2));
        assertThat(second.rows().size()).isZero();
    }

    @Test
    void shouldPassOverATombstone() {
        // Given
        label(1, LabelKind.SETTLED);
        labels.appendTombstone(1, SmallWorld.key(3));

        // When
        LabelledDataset dataset = reader().read(SLOT);

        // Then
        assertThat(dataset.rows().size()).isEqualTo(1);
        assertThat(dataset.upTo()).isEqualTo(Map.of(0, 0L, 1, 2L));
    }

    @Test
    void shouldSayWhoOfADatasetWasErasedSinceItWasRead() {
        // Given
        erase("p-3", "e-1");
        label(1, LabelKind.SETTLED);
        label(2, LabelKind.SETTLED);
        label(3, LabelKind.SETTLED);
        DatasetReader reader = reader();
        LabelledDataset dataset = reader.read(SLOT);

        // When
        int nobody = reader.erasedSince(dataset);
        erase("p-nobody", "e-2");
        label(4, LabelKind.SETTLED);
        erase("p-4", "e-3");
        int others = reader.erasedSince(dataset);
        erase("p-2", "e-4");
        int one = reader.erasedSince(dataset);

        // Then
        assertThat(List.of(nobody, others, one)).containsExactly(0, 0, 1);
        assertThat(reader.erasedSince(reader.read(SLOT))).isZero();
    }

    @Test
    void shouldLearnFromNobodyWhereNobodySaysWhoIsErased() {
        // Given
        ErasureLog nowhere = new ErasureLog(new CommittedLog<>(Topics.PRIVACY_ERASURES, () -> {
            MockConsumer<String, SubjectErased> consumer = new MockConsumer<>("none");
            consumer.updatePartitions(Topics.PRIVACY_ERASURES.name(), List.of());
            return consumer;
        }));

        // Then
        assertThatThrownBy(() -> new DatasetReader(log, nowhere, SCHEMA).read(SLOT))
                .isInstanceOf(UnknownTopicOrPartitionException.class)
                .hasMessageContaining(Topics.PRIVACY_ERASURES.name());
    }

    private DatasetReader reader() {
        return new DatasetReader(log, new ErasureLog(erasures.log()), SCHEMA);
    }

    private void erase(String claimant, String receipt) {
        erasures.append(0, "acme|" + claimant, SmallWorld.erased(claimant, receipt));
    }

    private static int count(NewLabels counter) {
        return counter.count().getOrDefault(SLOT, 0);
    }

    /** Appends a label; a claim's partition is the parity of its number. */
    private void label(int claim, LabelKind kind) {
        labels.append(claim % 2, SmallWorld.key(claim), SmallWorld.labelled(claim, kind));
    }
}
