package io.claimstream.launcher.datasets;

import io.claimstream.domain.history.AcceptedReplay;
import io.claimstream.domain.history.Gathering;
import io.claimstream.domain.history.HistoryLog;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.RecordRef;
import io.claimstream.launcher.datasets.RebuiltDataset.Row;
import io.claimstream.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes the features of a dataset's rows again, from claims.accepted.v1 and claims.history.v1 by the code of the stream, and compares them bit for
 * bit with those on the labels, and these with the record that was scored. One thread.
 */
final class Parity {

    private static final int BATCH = 1_000;

    private final DatasetLog log;
    private final List<String> names;
    private final Consumer<Finding> told;

    /**
     * @param names names of the features, in order
     * @param told of each row that differs, at most once by each of both comparisons
     */
    Parity(DatasetLog log, List<String> names, Consumer<Finding> told) {
        this.log = log;
        this.names = names;
        this.told = told;
    }

    /** Compares every row. */
    void check(List<Row> rows) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            compareWithServed(rows.subList(from, Math.min(rows.size(), from + BATCH)));
        }
        compareWithRebuilt(rows);
    }

    private void compareWithServed(List<Row> rows) {
        Map<RecordRef, ClaimFeatures> served = log.at(
                Topics.CLAIMS_FEATURES,
                rows.stream().map(row -> row.label().getFeatures()).collect(Collectors.toSet()));
        for (Row row : rows) {
            Optional<ClaimFeatures> features = Optional.ofNullable(
                            served.get(row.label().getFeatures()))
                    .filter(it -> key(it.getInsurer(), it.getClaimId(), it.getRevision())
                            .equals(key(row.label())));
            compare(row, features, FindingCode.SERVED_MISSING, FindingCode.SERVED_DIFFER);
        }
    }

    private void compareWithRebuilt(List<Row> rows) {
        Map<String, Row> wanted = new HashMap<>();
        rows.forEach(row -> wanted.put(key(row.label()), row));
        HistoryLog history = new HistoryLog(log.replaced(Topics.CLAIMS_HISTORY));
        log.read(Topics.CLAIMS_HISTORY, (place, event) -> history.apply(event, place));
        AcceptedReplay replay = new AcceptedReplay(history);
        log.read(Topics.CLAIMS_ACCEPTED, (place, claim) -> {
            Optional<PendingFeatures> pending = replay.next(claim, place);
            Row row = wanted.get(key(claim.getInsurer(), claim.getClaimId(), claim.getRevision()));
            if (row != null && pending.isPresent()) {
                wanted.remove(key(row.label()));
                compare(
                        row,
                        pending.flatMap(Gathering::complete),
                        FindingCode.HISTORY_MISSING,
                        FindingCode.FEATURES_DIFFER);
            }
        });
        rows.stream()
                .filter(row -> wanted.containsKey(key(row.label())))
                .forEach(row -> told.accept(Finding.ofRow(FindingCode.CLAIM_MISSING, row.place(), "")));
    }

    private void compare(Row row, Optional<ClaimFeatures> features, FindingCode missing, FindingCode differ) {
        if (features.isEmpty()) {
            told.accept(Finding.ofRow(missing, row.place(), ""));
            return;
        }
        List<String> different = different(row.label(), features.get());
        if (!different.isEmpty()) {
            told.accept(Finding.ofRow(differ, row.place(), String.join(" ", different)));
        }
    }

    /** Names of the features, and {@code sumOfHeads}, that have other bits; the names only, for values are of a claim. */
    private List<String> different(ClaimLabelled label, ClaimFeatures features) {
        if (label.getValues().size() != features.getValues().size()) {
            return List.of("number of features");
        }
        List<String> different = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (Float.floatToRawIntBits(label.getValues().get(i))
                    != Float.floatToRawIntBits(features.getValues().get(i))) {
                different.add(names.get(i));
            }
        }
        if (label.getSumOfHeads().compareTo(features.getSumOfHeads()) != 0) {
            different.add("sumOfHeads");
        }
        return different;
    }

    private static String key(ClaimLabelled label) {
        return key(label.getInsurer(), label.getClaimId(), label.getRevision());
    }

    private static String key(String insurer, String claimId, int revision) {
        return insurer + '|' + claimId + '|' + revision;
    }
}
