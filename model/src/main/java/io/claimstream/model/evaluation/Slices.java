package io.claimstream.model.evaluation;

import io.claimstream.domain.claim.AmountBand;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Cuts rows by amount and by time. Pure. */
final class Slices {

    private static final int MOST_PERIODS = 36;

    private Slices() {}

    /** By the sum claimed: known before the settlement is, and the same for every model. */
    static List<Slice> byAmount(Rows rows) {
        return cut(rows, row -> AmountBand.of(row.sumOfHeads()), AmountBand::text);
    }

    /** By months, or by quarters or years where there would be more than {@value #MOST_PERIODS} of them. */
    static List<Slice> overTime(Rows rows) {
        List<Slice> months = cut(rows, row -> month(row.eventTime()), Function.identity());
        if (months.size() <= MOST_PERIODS) {
            return months;
        }
        List<Slice> quarters = cut(rows, row -> quarter(row.eventTime()), Function.identity());
        return quarters.size() <= MOST_PERIODS
                ? quarters
                : cut(rows, row -> Integer.toString(utc(row.eventTime()).getYear()), Function.identity());
    }

    /** Twenty bins of as many rows each, by estimate. */
    static List<EstimateBin> byEstimate(Rows rows) {
        List<EvaluatedRow> sorted = new ArrayList<>(rows.all());
        sorted.sort(Comparator.comparingDouble(EvaluatedRow::estimate));
        List<EstimateBin> bins = new ArrayList<>();
        int count = Math.min(EstimateBin.BINS, sorted.size());
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) sorted.size() * i / count);
            int to = (int) ((long) sorted.size() * (i + 1) / count);
            bins.add(EstimateBin.of(sorted.subList(from, to)));
        }
        return bins;
    }

    private static <K extends Comparable<K>> List<Slice> cut(
            Rows rows, Function<EvaluatedRow, K> key, Function<K, String> name) {
        Map<K, List<Integer>> places = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            places.computeIfAbsent(key.apply(rows.all().get(i)), it -> new ArrayList<>())
                    .add(i);
        }
        List<Slice> slices = new ArrayList<>();
        places.forEach((it, own) -> slices.add(Slice.of(name.apply(it), rows.at(own))));
        return slices;
    }

    private static String month(Instant time) {
        OffsetDateTime at = utc(time);
        return String.format(Locale.ROOT, "%04d-%02d", at.getYear(), at.getMonthValue());
    }

    private static String quarter(Instant time) {
        OffsetDateTime at = utc(time);
        return String.format(Locale.ROOT, "%04d-Q%d", at.getYear(), (at.getMonthValue() + 2) / 3);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
