package io.claimstream.feedback.page.overview;

import io.claimstream.feedback.figures.Overview;
import io.claimstream.feedback.figures.PaidMonth;
import io.claimstream.feedback.figures.Records;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.page.overview.OverviewView.Picture;
import io.claimstream.model.picture.BarChart;
import io.claimstream.model.picture.BarChart.Bar;
import io.claimstream.model.picture.Chart;
import io.claimstream.model.picture.ColumnChart;
import io.claimstream.model.picture.ColumnChart.Column;
import io.claimstream.model.picture.Markup;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The pictures of the overview. Each stands beside the table that says the same. */
final class OverviewPictures {

    private static final int MOST_COLUMNS = 100;
    private static final int LABELS = 8;
    private static final int MOST_SLOTS = 6;
    private static final int MOST_MONTHS = 12;

    private final Overview overview;
    private final boolean isNarrow;
    private final Reader reader;

    OverviewPictures(Overview overview, boolean isNarrow, Reader reader) {
        this.overview = overview;
        this.isNarrow = isNarrow;
        this.reader = reader;
    }

    /** Claims that came in, day by day; blank where there are too many days to see any. */
    String volume() {
        List<Map.Entry<LocalDate, Records>> days =
                new ArrayList<>(overview.volume().entrySet());
        if (days.size() < 2 || days.size() > MOST_COLUMNS) {
            return "";
        }
        int step = Math.max(1, days.size() / LABELS);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            Records records = days.get(i).getValue();
            long rows = isNarrow ? records.accepted() : records.submitted();
            LocalDate day = days.get(i).getKey();
            columns.add(new Column(i % step == 0 ? day.getDayOfMonth() + "." + day.getMonthValue() + "." : "", (int)
                    Math.min(rows, Integer.MAX_VALUE)));
        }
        String what = isNarrow ? "Accepted revisions" : "Submissions";
        return svg(new ColumnChart(
                "p-volume",
                what + " by day",
                "A column for each day with records, from "
                        + reader.day(days.get(0).getKey()) + " to "
                        + reader.day(days.get(days.size() - 1).getKey()) + ".",
                columns));
    }

    /**
     * Claims of each kind, as bars.
     *
     * @param id of the picture on its page
     */
    String counts(String id, String title, Map<String, Long> counts) {
        List<Bar> bars = counts.entrySet().stream()
                .map(it -> new Bar(it.getKey(), it.getValue()))
                .toList();
        return svg(new BarChart(id, title, "A bar for each row of the table.", bars, it -> reader.count((long) it)));
    }

    /** What was estimated and paid, by line of business and currency, each with its months; at most the {@value #MOST_SLOTS} with the most claims. */
    List<Picture> paid() {
        Map<String, List<PaidMonth>> slots = overview.months().stream()
                .collect(Collectors.groupingBy(
                        it -> it.lineOfBusiness() + " " + it.currency(), TreeMap::new, Collectors.toList()));
        return slots.values().stream()
                .sorted(Comparator.comparingLong(OverviewPictures::claims).reversed())
                .limit(MOST_SLOTS)
                .map(this::paid)
                .toList();
    }

    private Picture paid(List<PaidMonth> months) {
        PaidMonth one = months.get(0);
        List<Bar> bars = new ArrayList<>();
        months.stream()
                .sorted(Comparator.comparing(PaidMonth::month))
                .skip(Math.max(0, months.size() - MOST_MONTHS))
                .forEach(it -> {
                    bars.add(new Bar(
                            reader.month(it.month()) + ", estimated",
                            it.sums().estimated().doubleValue()));
                    bars.add(new Bar(
                            reader.month(it.month()) + ", paid",
                            it.sums().paid().doubleValue()));
                });
        String slot = Words.of(one.lineOfBusiness()) + ", " + one.currency();
        Chart chart = new BarChart(
                "p-paid-" + one.lineOfBusiness() + "-" + one.currency(),
                slot,
                "Two bars for each month: the estimates of the claims that were settled in it, and what was paid.",
                bars,
                it -> reader.wholeMoney(BigDecimal.valueOf(it), one.currency()));
        return new Picture(slot, svg(chart));
    }

    private static long claims(List<PaidMonth> months) {
        return months.stream().mapToLong(it -> it.sums().claims()).sum();
    }

    private static String svg(Chart chart) {
        Markup out = new Markup();
        chart.write(out);
        return out.toString();
    }
}
