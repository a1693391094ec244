package io.claimstream.feedback.page.finance;

import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Records;
import io.claimstream.feedback.figures.Step;
import io.claimstream.feedback.page.Reader;
import io.claimstream.model.picture.BarChart;
import io.claimstream.model.picture.BarChart.Bar;
import io.claimstream.model.picture.Markup;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What insurers used, as its page and its file show it.
 *
 * @param lines one for each insurer and period with any record, by insurer and then by time
 * @param days of which days
 * @param step how long periods are
 * @param reader who reads
 */
public record UsageView(List<Line> lines, Days days, Step step, Reader reader) {

    /** The first row of the file. */
    static final List<String> HEADINGS = List.of(
            "insurer",
            "from",
            "to",
            "used",
            "submitted",
            "accepted",
            "rejected",
            "dead_letters",
            "duplicates_or_pending",
            "lost",
            "done_again");

    private static final int MOST_BARS = 24;
    private static final String NOBODY = "Insurer not readable";

    public UsageView {
        lines = List.copyOf(lines);
    }

    /**
     * What one insurer used in one period.
     *
     * @param insurer blank for records whose insurer cannot be read
     * @param begin the first day of the period
     */
    public record Line(String insurer, LocalDate begin, Records records) {}

    /** A row of the table: what stands at its head, and its numbers. */
    public record Row(String insurer, String period, List<String> cells) {}

    /** Whether nothing was sent in these days. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The newest period first. */
    public List<Row> rows() {
        return lines.stream()
                .sorted(Comparator.comparing(Line::begin).reversed().thenComparing(Line::insurer))
                .map(it -> new Row(name(it.insurer()), period(it.begin()), cells(it.records())))
                .toList();
    }

    /** All of them together. */
    public List<String> total() {
        return cells(sum());
    }

    /** Scores that count as used. */
    public String used() {
        return reader.count(sum().scored());
    }

    /** What came to nothing that is used: rejected, dead letters, lost, and scores done again. */
    public String free() {
        Records all = sum();
        return reader.count(all.rejected() + all.dead() + all.lost() + all.rescored());
    }

    /** How many insurers sent anything that can be read. */
    public String insurers() {
        return reader.count(lines.stream()
                .map(Line::insurer)
                .filter(it -> !it.isEmpty())
                .distinct()
                .count());
    }

    /** A bar for each period; blank where there are too many, or a single one. */
    public String byPeriod() {
        SortedMap<LocalDate, Long> sums = lines.stream()
                .collect(Collectors.groupingBy(Line::begin, TreeMap::new, Collectors.summingLong(it -> it.records()
                        .scored())));
        List<Bar> bars = sums.entrySet().stream()
                .map(it -> new Bar(period(it.getKey()), it.getValue()))
                .toList();
        return bars.size() < 2 ? "" : svg("p-periods", "Used, by " + (step == Step.DAY ? "day" : "month"), bars);
    }

    /** A bar for each insurer; blank where there are too many, or a single one. */
    public String byInsurer() {
        Map<String, Long> sums = lines.stream()
                .collect(Collectors.groupingBy(Line::insurer, TreeMap::new, Collectors.summingLong(it -> it.records()
                        .scored())));
        List<Bar> bars = sums.entrySet().stream()
                .filter(it -> !it.getKey().isEmpty())
                .map(it -> new Bar(it.getKey(), it.getValue()))
                .toList();
        return bars.size() < 2 ? "" : svg("p-insurers", "Used, by insurer", bars);
    }

    private String svg(String id, String title, List<Bar> bars) {
        if (bars.size() > MOST_BARS) {
            return "";
        }
        Markup out = new Markup();
        new BarChart(id, title, "A bar for each; the table has the numbers.", bars, it -> reader.count((long) it))
                .write(out);
        return out.toString();
    }

    /** The rows of the file: plain numbers, days as ISO 8601. */
    List<List<Object>> file() {
        List<List<Object>> rows = new ArrayList<>();
        for (Line line : lines) {
            Records all = line.records();
            LocalDate end = step.end(line.begin());
            OptionalLong left = all.duplicatesOrPending();
            rows.add(List.of(
                    line.insurer(),
                    later(line.begin(), days.from()).toString(),
                    (end.isAfter(days.to()) ? days.to() : end).toString(),
                    all.scored(),
                    all.submitted(),
                    all.accepted(),
                    all.rejected(),
                    all.dead(),
                    left.isPresent() ? (Object) left.getAsLong() : "",
                    all.lost(),
                    all.rescored()));
        }
        return rows;
    }

    private Records sum() {
        return lines.stream().map(Line::records).reduce(Records.NONE, Records::plus);
    }

    private List<String> cells(Records all) {
        OptionalLong left = all.duplicatesOrPending();
        return List.of(
                reader.count(all.scored()),
                reader.count(all.submitted()),
                reader.count(all.accepted()),
                reader.count(all.rejected()),
                reader.count(all.dead()),
                left.isPresent() ? reader.count(left.getAsLong()) : Reader.NONE,
                reader.count(all.rescored()));
    }

    private String period(LocalDate begin) {
        return step == Step.DAY ? reader.day(begin) : reader.month(begin);
    }

    private static String name(String insurer) {
        return insurer.isEmpty() ? NOBODY : insurer;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
