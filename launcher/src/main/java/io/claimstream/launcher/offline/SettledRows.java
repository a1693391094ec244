package io.claimstream.launcher.offline;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.Scorer;
import io.claimstream.model.Slots;
import io.claimstream.model.study.Proxies.Person;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.DatasetBuilder;
import io.claimstream.model.training.RowGroups;
import io.claimstream.model.training.Split;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The rows of a file that a model can learn from: those that say what was paid. For one file. */
final class SettledRows {

    /** The one slot that a motor injury file is about. */
    static final ModelSlot SLOT = Slots.everyInsurer("MOTOR_INJURY", "GBP");

    private static final FeatureSchema SCHEMA = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);

    private final Instant now;
    private final Progress progress;
    private final DatasetBuilder dataset = new DatasetBuilder(SLOT, SCHEMA);
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final Map<String, Person> people = new TreeMap<>();
    private int rows;

    /**
     * @param now the time that the rows were opened with, which stands for dates that they do not say
     */
    SettledRows(Instant now, Progress progress) {
        this.now = now;
        this.progress = progress;
    }

    /**
     * Reads the rows that say what was paid; the others are counted.
     *
     * @throws BadInputException when too few are left to train, calibrate and measure on
     */
    void read(Iterator<FileClaims.Row> claims) {
        List<FileClaims.Scorable> usable = new ArrayList<>();
        while (claims.hasNext()) {
            FileClaims.Row row = claims.next();
            rows++;
            if (row.scorable().isEmpty()) {
                progress.say("row " + row.number() + " is left out: " + row.problem());
                leaveOut("UNSCORABLE");
            } else if (row.scorable().get().settlement().isEmpty()) {
                leaveOut("NOT_SETTLED");
            } else {
                usable.add(row.scorable().get());
            }
        }
        Instant undated = latest(usable);
        usable.forEach(it -> add(it, undated));
        if (dataset.size() < Split.MIN_ROWS) {
            throw new BadInputException("Expected at least " + Split.MIN_ROWS
                    + " settled rows that can be scored, but of " + rows + " there are " + dataset.size() + ".");
        }
    }

    /** Number of rows of the file. */
    int rows() {
        return rows;
    }

    /** What was read. */
    Dataset dataset() {
        return dataset.build();
    }

    /** How many rows are like another one, in everything but what copies of a row may differ in. */
    int alike() {
        Dataset rows = dataset();
        List<String> places =
                IntStream.range(0, rows.size()).mapToObj(Integer::toString).toList();
        return rows.size() - RowGroups.of(rows, places, TrainingPlan.MAY_DIFFER).count();
    }

    /** Whose each row of the dataset is. */
    List<String> claimants() {
        return dataset.usable().stream()
                .map(ClaimLabelled::getClaimantPseudonym)
                .toList();
    }

    /** Protected attributes of each row of the dataset, which are no part of it. */
    List<Person> people() {
        return dataset.usable().stream()
                .map(it -> Objects.requireNonNull(people.get(it.getClaimId())))
                .toList();
    }

    /** How many rows are left out, by reason. */
    Map<String, Integer> leftOut() {
        Map<String, Integer> all = new TreeMap<>(leftOut);
        dataset.exclusions().forEach((reason, count) -> all.merge(reason, count, Integer::sum));
        return all;
    }

    /** The time that stands for one that a row does not say: of the file, never of today, so that the same file gives the same model. */
    private Instant latest(List<FileClaims.Scorable> usable) {
        return usable.stream()
                .map(it -> it.features().getEventTime())
                .filter(at -> !at.equals(now))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private void add(FileClaims.Scorable usable, Instant undated) {
        Instant stated = usable.features().getEventTime();
        people.put(usable.features().getClaimId(), usable.person());
        dataset.add(
                labelled(usable.features(), usable.settlement().orElseThrow(), stated.equals(now) ? undated : stated));
    }

    private void leaveOut(String reason) {
        leftOut.merge(reason, 1, Integer::sum);
    }

    private static ClaimLabelled labelled(ClaimFeatures features, BigDecimal settlement, Instant at) {
        return ClaimLabelled.newBuilder()
                .setInsurer(features.getInsurer())
                .setClaimId(features.getClaimId())
                .setRevision(features.getRevision())
                .setLineOfBusiness(features.getLineOfBusiness())
                .setCurrency(features.getCurrency())
                .setClaimantPseudonym(features.getClaimantPseudonym())
                .setFeatureSet(features.getFeatureSet())
                .setValues(features.getValues())
                .setSumOfHeads(features.getSumOfHeads())
                .setFeatures(features.getAccepted())
                .setScoreId(ScoreId.live(features.getInsurer(), features.getClaimId(), features.getRevision())
                        .text())
                .setEstimate(features.getSumOfHeads())
                .setModelVersion(Scorer.BASELINE)
                .setLabelKind(LabelKind.SETTLED)
                .setLabel(settlement)
                .setFeedbackId("file-" + features.getClaimId())
                .setClaimEventTime(at)
                .setLabelEventTime(at)
                .build();
    }
}
