package io.claimstream.model.evaluation;

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

    /** Lower ends of the bands of the sum claimed: what is known before the settlement is, and is the same for every model. */
    private static final int[] BANDS = {0, 500, 1_000, 1_500, 2_000, 3_000, 5_000};

    private static final int MOST_PERIODS = 36;

    private Slices() {}

    private record Band(int place) implements Comparable<Band> {

        static Band of(double sumOfHeads) {
            int place = 0;
            while (place + 1 < BANDS.length && sumOfHeads >= BANDS[place + 1]) {
                place++;
            }
            return new Band(place);
        }

        String text() {
            return place + 1 == BANDS.length
                    ? number(BANDS[place]) + " and more"
                    : place == 0
                            ? "under " + number(BANDS[1])
                            : number(BANDS[place]) + " to " + number(BANDS[place + 1]);
        }

        private static String number(int amount) {
            return String.format(Locale.ROOT, "%,d", amount);
        }

        @Override
        public int compareTo(Band other) {
            return Integer.compare(place, other.place);
        }
    }

    static List<Slice> byAmount(Rows rows) {
        return cut(rows, row -> Band.of(row.sumOfHeads()), Band::text);
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
