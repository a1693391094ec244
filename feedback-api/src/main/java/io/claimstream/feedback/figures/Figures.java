package io.claimstream.feedback.figures;

import io.claimstream.domain.drift.DriftReport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Figures of the read model, from sums that are kept with it. Thread-safe. */
public final class Figures {

    private static final String SETTLED = "sum(claims) as claims, sum(estimated) as estimated, sum(paid) as paid,"
            + " sum(absolute_error) as absolute_error, sum(above_zero) as above_zero,"
            + " sum(percentage_error) as percentage_error, sum(signed_error) as signed_error,"
            + " sum(with_interval) as with_interval, sum(covered) as covered, sum(with_confidence) as with_confidence,"
            + " sum(confidence) as confidence, sum(within_ten) as within_ten";

    private final Jdbi jdbi;
    private final DriftFigures drift;
    private final AgreementFigures agreement;

    /** With the usual limits of drift. */
    public Figures(Jdbi jdbi) {
        this(jdbi, DriftReport.Limits.USUAL);
    }

    /** @param drift what is drift */
    public Figures(Jdbi jdbi, DriftReport.Limits drift) {
        this.jdbi = jdbi;
        this.drift = new DriftFigures(jdbi, drift);
        this.agreement = new AgreementFigures(jdbi);
    }

    /** How people decided. */
    public AgreementFigures agreement() {
        return agreement;
    }

    /** Figures of drift. */
    public DriftFigures drift() {
        return drift;
    }

    /** How the business was on some days, and what waits today. One view of the database, however many tables it reads. */
    public Overview overview(Scope scope, Days days, LocalDate today) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> new Overview(
                        volume(handle, scope, days),
                        Waiting.of(waiting(handle, scope, today), today),
                        answered(handle, scope, days),
                        months(handle, scope, days.wholeMonths())));
    }

    /**
     * What a version's live scores turned out to be.
     *
     * @param insurer of one insurer's claims only; null for all
     * @param currency of the amounts
     * @return periods with anything in them, the earliest first; the first and last may be cut by the days asked for
     */
    public List<VersionPeriod> ofVersion(
            String version, @Nullable String insurer, String currency, Days days, Step step) {
        Conditions where = new Conditions()
                .is("model_version", version)
                .isIfGiven("insurer", insurer)
                .is("currency", currency);
        SortedMap<LocalDate, VersionPeriod> periods = new TreeMap<>();
        jdbi.useTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            where.query(handle, "ingested_on as on_day, sum(records) as records", "view_tally_record", days, "SCORED")
                    .forEach(row -> add(
                            periods,
                            step,
                            row,
                            new VersionPeriod(row.day(), row.number("records"), none(), noAnswer())));
            where.query(handle, "settled_on as on_day, " + SETTLED, "view_tally_settled", days, "")
                    .forEach(
                            row -> add(periods, step, row, new VersionPeriod(row.day(), 0, row.settled(), noAnswer())));
            where.query(
                            handle,
                            "answered_on as on_day, sum(accepted) as accepted, sum(corrected) as corrected",
                            "view_tally_answered",
                            days,
                            "")
                    .forEach(row -> add(periods, step, row, new VersionPeriod(row.day(), 0, none(), row.answered())));
        });
        return List.copyOf(periods.values());
    }

    /**
     * How many records of each insurer there were.
     *
     * @param insurer of one insurer only; null for all, with those that name none under a blank
     */
    public SortedMap<String, SortedMap<LocalDate, Records>> usage(@Nullable String insurer, Days days, Step step) {
        SortedMap<String, SortedMap<LocalDate, Records>> usage = new TreeMap<>();
        Conditions where = new Conditions().isIfGiven("insurer", insurer);
        jdbi.useHandle(handle -> where.query(
                        handle,
                        "ingested_on as on_day, what, insurer, sum(records) as records",
                        "view_tally_record",
                        days,
                        "")
                .forEach(row -> usage.computeIfAbsent(row.text("insurer"), it -> new TreeMap<>())
                        .merge(
                                step.begin(row.day()),
                                Records.NONE.with(row.text("what"), row.number("records")),
                                Records::plus)));
        return usage;
    }

    private static SettledSums none() {
        return SettledSums.none();
    }

    private static Answered noAnswer() {
        return Answered.NONE;
    }

    private static void add(SortedMap<LocalDate, VersionPeriod> periods, Step step, SumRow row, VersionPeriod more) {
        LocalDate begin = step.begin(row.day());
        periods.put(
                begin, periods.getOrDefault(begin, VersionPeriod.none(begin)).plus(more));
    }

    private static SortedMap<LocalDate, Records> volume(Handle handle, Scope scope, Days days) {
        SortedMap<LocalDate, Records> volume = new TreeMap<>();
        Conditions.of(scope)
                .query(handle, "ingested_on as on_day, what, sum(records) as records", "view_tally_record", days, "")
                .forEach(row -> volume.merge(
                        row.day(), Records.NONE.with(row.text("what"), row.number("records")), Records::plus));
        return volume;
    }

    private static List<Waiting.Group> waiting(Handle handle, Scope scope, LocalDate today) {
        return Conditions.of(scope)
                .and("claims <> 0")
                .query(
                        handle,
                        "currency, submitted_on, due_on, sum(claims) as claims, sum(with_interval) as with_interval,"
                                + " sum(money_at_risk) as money_at_risk",
                        Waiting.sameDaysAsOne("view_tally_waiting", today))
                .stream()
                .map(row -> new Waiting.Group(
                        row.text("currency"),
                        row.day("submitted_on"),
                        row.day("due_on"),
                        row.number("claims"),
                        row.number("with_interval"),
                        row.amount("money_at_risk")))
                .toList();
    }

    private static Answered answered(Handle handle, Scope scope, Days days) {
        return Conditions.of(scope)
                .query(
                        handle,
                        "answered_on as on_day, sum(accepted) as accepted, sum(corrected) as corrected",
                        "view_tally_answered",
                        days,
                        "")
                .stream()
                .map(SumRow::answered)
                .reduce(Answered.NONE, Answered::plus);
    }

    private static List<PaidMonth> months(Handle handle, Scope scope, Days days) {
        SortedMap<String, PaidMonth> months = new TreeMap<>();
        Conditions.of(scope)
                .query(
                        handle,
                        "settled_on as on_day, line_of_business, currency, " + SETTLED,
                        "view_tally_settled",
                        days,
                        "")
                .forEach(row -> {
                    PaidMonth more = row.month(row.settled(), AmountSketch.empty(), AmountSketch.empty());
                    months.merge(key(more), more, Figures::plus);
                });
        Conditions.of(scope)
                .query(
                        handle,
                        "settled_month as on_day, line_of_business, currency, estimates, payments",
                        "view_tally_paid",
                        days,
                        "")
                .forEach(row -> {
                    PaidMonth more = row.month(
                            SettledSums.none(),
                            AmountSketch.parse(row.text("estimates")),
                            AmountSketch.parse(row.text("payments")));
                    months.merge(key(more), more, Figures::plus);
                });
        return new ArrayList<>(months.values())
                .stream().filter(it -> it.sums().claims() > 0).toList();
    }

    private static String key(PaidMonth month) {
        return String.join("|", month.month().toString(), month.lineOfBusiness(), month.currency());
    }

    private static PaidMonth plus(PaidMonth one, PaidMonth other) {
        return new PaidMonth(
                one.month(),
                one.lineOfBusiness(),
                one.currency(),
                one.sums().plus(other.sums()),
                one.estimates().plus(other.estimates()),
                one.payments().plus(other.payments()));
    }
}
