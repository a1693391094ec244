package io.claimstream.feedback.page.overview;

import io.claimstream.feedback.figures.Answered;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Overview;
import io.claimstream.feedback.figures.PaidMonth;
import io.claimstream.feedback.figures.Records;
import io.claimstream.feedback.figures.SettledSums;
import io.claimstream.feedback.figures.Waiting;
import io.claimstream.feedback.figures.Waiting.Age;
import io.claimstream.feedback.figures.Waiting.Deadline;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.model.statistics.Measured;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The overview as its page and the monthly report show it. Figures of fewer than {@value io.claimstream.feedback.figures.SettledSums#LEAST} cases are left out,
 * as in the API.
 *
 * @param overview the figures
 * @param days of which days
 * @param isNarrow whether they are of some lines of business or currencies only
 * @param now when they were read
 * @param reader who reads
 */
public record OverviewView(Overview overview, Days days, boolean isNarrow, Instant now, Reader reader) {

    /** A row of a table: its name, and its cells. */
    public record Row(String name, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }

        private static Row of(String name, String... cells) {
            return new Row(name, List.of(cells));
        }
    }

    /** A picture, as SVG, and what it is of. */
    public record Picture(String name, String svg) {}

    /** Whether nothing at all is known of these claims. */
    public boolean isEmpty() {
        return total().equals(Records.NONE)
                && overview.waiting().claims() == 0
                && overview.months().isEmpty();
    }

    /** Records of all these days. */
    public Records total() {
        return overview.volume().values().stream().reduce(Records.NONE, Records::plus);
    }

    /** Claims that came in: submissions, or where those are not known by line of business, accepted revisions. */
    public String cameIn() {
        return reader.count(isNarrow ? total().accepted() : total().submitted());
    }

    /** Claims that wait for a person now. */
    public String waiting() {
        return reader.count(overview.waiting().claims());
    }

    /** Of these, those whose deadline has passed. */
    public String overdue() {
        Waiting waiting = overview.waiting();
        return reader.count(waiting.byDeadline().getOrDefault(Deadline.PASSED, 0L));
    }

    /** Share of answered claims decided without change. */
    public String withoutChange() {
        return overview.answered()
                .withoutChange()
                .map(it -> reader.share(it.value()))
                .orElse(Reader.NONE);
    }

    /** What that share is of, and how far chance may move it. */
    public String withoutChangeOf() {
        Answered answered = overview.answered();
        String of = "of " + reader.count(answered.accepted() + answered.corrected()) + " answered";
        return answered.withoutChange()
                .filter(it -> it.lower() != null && it.upper() != null)
                .map(it -> of + ", " + between(it))
                .orElse(of + "; told from " + SettledSums.LEAST + " on");
    }

    /** Money at risk, currency by currency. */
    public List<Row> moneyAtRisk() {
        return overview.waiting().atRisk().entrySet().stream()
                .map(it -> Row.of(
                        it.getKey(),
                        it.getValue().claims() == 0
                                ? Reader.NONE
                                : reader.money(it.getValue().amount(), it.getKey()),
                        reader.count(it.getValue().claims()),
                        reader.count(it.getValue().withoutInterval())))
                .toList();
    }

    /** Columns of {@link #volume}. */
    public List<String> volumeColumns() {
        return isNarrow
                ? List.of("Accepted", "Scored")
                : List.of("Submitted", "Accepted", "Rejected", "Dead letters", "Scored");
    }

    /** Volume day by day, the last first. */
    public List<Row> volume() {
        return overview.volume().entrySet().stream()
                .sorted((one, other) -> other.getKey().compareTo(one.getKey()))
                .map(it -> new Row(reader.day(it.getKey()), cells(it.getValue())))
                .toList();
    }

    /** The sum of {@link #volume}. */
    public Row volumeTotal() {
        return new Row("Together", cells(total()));
    }

    /** What waits, by days since it came in. */
    public List<Row> byAge() {
        return overview.waiting().byAge().entrySet().stream()
                .map(it -> Row.of(name(it.getKey()), reader.count(it.getValue())))
                .toList();
    }

    /** What waits, by when an answer is due. */
    public List<Row> byDeadline() {
        return overview.waiting().byDeadline().entrySet().stream()
                .map(it -> Row.of(name(it.getKey()), reader.count(it.getValue())))
                .toList();
    }

    /** Estimates against payments, by month, line of business and currency, the last month first. */
    public List<Row> months() {
        return overview.months().stream()
                .sorted((one, other) -> other.month().compareTo(one.month()))
                .map(this::row)
                .toList();
    }

    /** A picture of {@link #volume}; blank where none would say anything. */
    public String volumePicture() {
        return pictures().volume();
    }

    /** A picture of {@link #byAge}. */
    public String agePicture() {
        Map<String, Long> ages = new LinkedHashMap<>();
        overview.waiting().byAge().forEach((age, claims) -> ages.put(name(age), claims));
        return pictures().counts("p-age", "Claims that wait, by days since they came in", ages);
    }

    /** A picture of {@link #byDeadline}. */
    public String deadlinePicture() {
        Map<String, Long> deadlines = new LinkedHashMap<>();
        overview.waiting().byDeadline().forEach((due, claims) -> deadlines.put(name(due), claims));
        return pictures().counts("p-deadline", "Claims that wait, by deadline", deadlines);
    }

    /** Pictures of {@link #months}, each with what it is of. */
    public List<Picture> paidPictures() {
        return pictures().paid();
    }

    private OverviewPictures pictures() {
        return new OverviewPictures(overview, isNarrow, reader);
    }

    private Row row(PaidMonth month) {
        SettledSums sums = month.sums();
        String currency = month.currency();
        boolean isTold = sums.claims() >= SettledSums.LEAST;
        return Row.of(
                reader.month(month.month()),
                Words.of(month.lineOfBusiness()),
                reader.count(sums.claims()),
                reader.wholeMoney(sums.estimated(), currency),
                reader.wholeMoney(sums.paid(), currency),
                median(month.estimates().median(), currency, isTold),
                median(month.payments().median(), currency, isTold),
                sums.mape().map(reader::share).orElse(Reader.NONE));
    }

    private String median(OptionalDouble median, String currency, boolean isTold) {
        return isTold && median.isPresent()
                ? reader.wholeMoney(BigDecimal.valueOf(median.getAsDouble()), currency)
                : Reader.NONE;
    }

    private List<String> cells(Records records) {
        return isNarrow
                ? List.of(reader.count(records.accepted()), reader.count(records.scored()))
                : List.of(
                        reader.count(records.submitted()),
                        reader.count(records.accepted()),
                        reader.count(records.rejected()),
                        reader.count(records.dead()),
                        reader.count(records.scored()));
    }

    private String between(Measured share) {
        return Optional.ofNullable(share.lower())
                .flatMap(lower -> Optional.ofNullable(share.upper())
                        .map(upper -> "95 % within " + reader.share(lower) + " to " + reader.share(upper)))
                .orElse("");
    }

    private static String name(Age age) {
        return switch (age) {
            case TODAY -> "Today";
            case DAYS_1_TO_3 -> "1 to 3 days";
            case DAYS_4_TO_7 -> "4 to 7 days";
            case DAYS_8_TO_30 -> "8 to 30 days";
            case OVER_30_DAYS -> "Over 30 days";
        };
    }

    private static String name(Deadline deadline) {
        return switch (deadline) {
            case PASSED -> "Passed";
            case TODAY -> "Today";
            case WITHIN_A_WEEK -> "Within a week";
            case LATER -> "Later";
            case NONE -> "None stated";
        };
    }

    /** The first day. */
    public LocalDate from() {
        return days.from();
    }

    /** The last day, included. */
    public LocalDate to() {
        return days.to();
    }
}
