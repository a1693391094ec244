package io.claimstream.feedback.page.models;

import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Figures;
import io.claimstream.feedback.figures.SettledSums;
import io.claimstream.feedback.figures.Step;
import io.claimstream.feedback.figures.VersionPeriod;
import io.claimstream.feedback.page.Reader;
import io.claimstream.model.picture.Figure;
import io.claimstream.model.picture.Numbers;
import io.claimstream.model.picture.Table;
import io.claimstream.model.picture.TimeChart;
import io.claimstream.model.statistics.Measured;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the live scores of versions turned out to be. Figures of fewer than {@value SettledSums#LEAST} cases are left out, as in the API. Thread-safe. */
final class VersionFigures {

    /** How far back a list looks. */
    static final int LIST_DAYS = 90;

    private static final int MOST_DAYS = 366;

    private final Figures figures;
    private final Clock clock;

    VersionFigures(Figures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    /** Of the last {@value #LIST_DAYS} days, together. */
    VersionPeriod lately(String version, @Nullable String insurer, String currency) {
        Days days = new Days(today().minusDays(LIST_DAYS - 1L), today());
        return together(figures.ofVersion(version, insurer, currency, days, Step.MONTH), days);
    }

    /** Since a version was published, together. */
    VersionPeriod since(Instant published, String version, @Nullable String insurer, String currency) {
        Days days = days(published);
        return together(figures.ofVersion(version, insurer, currency, days, Step.MONTH), days);
    }

    /** Since a version was published, week by week; the newest year at most. */
    List<VersionPeriod> overTime(Instant published, String version, @Nullable String insurer, String currency) {
        return figures.ofVersion(version, insurer, currency, days(published), Step.WEEK);
    }

    private Days days(Instant published) {
        LocalDate first = LocalDate.ofInstant(published, ZoneOffset.UTC);
        LocalDate earliest = today().minusDays(MOST_DAYS - 1L);
        return new Days(first.isBefore(earliest) ? earliest : first.isAfter(today()) ? today() : first, today());
    }

    /** Whether any week has settled claims enough for a figure. */
    static boolean tellAnything(List<VersionPeriod> periods) {
        return periods.stream().anyMatch(it -> it.settled().mape().isPresent());
    }

    /** The picture of the error, week by week, with its table; weeks of too few settled claims have a row and no dot. */
    static String picture(List<VersionPeriod> periods, String currency, Reader reader) {
        Table table = new Table(
                "Error of live scores, by week", "week from", "scored", "settled", "MAPE", "bias", "MAE", "coverage");
        periods.forEach(it -> table.row(
                reader.day(it.begin()),
                Numbers.count(it.scored()),
                Numbers.count(it.settled().claims()),
                share(it.settled().mape(), reader),
                signed(it.settled().bias()),
                it.settled()
                        .mae()
                        .map(mae -> reader.money(BigDecimal.valueOf(mae), currency))
                        .orElse(Reader.NONE),
                coverage(it.settled(), reader)));
        List<VersionPeriod> told =
                periods.stream().filter(it -> it.settled().mape().isPresent()).toList();
        return Figure.html(
                table,
                new TimeChart(
                        "p-live",
                        "MAPE of live scores over time",
                        "One dot for each of " + told.size() + " weeks with " + SettledSums.LEAST
                                + " or more settled claims, the oldest on the left.",
                        told.stream().map(it -> it.begin().toString()).toList(),
                        told.stream()
                                .map(it -> Measured.withoutInterval(
                                        it.settled().mape().orElse(0.0)))
                                .toList()));
    }

    static String share(Optional<Double> share, Reader reader) {
        return share.map(reader::share).orElse(Reader.NONE);
    }

    static String signed(Optional<Double> share) {
        return share.map(Numbers::signedPercent).orElse(Reader.NONE);
    }

    static String coverage(SettledSums settled, Reader reader) {
        return settled.coverage().map(it -> reader.share(it.value())).orElse(Reader.NONE);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static VersionPeriod together(List<VersionPeriod> periods, Days days) {
        return periods.stream().reduce(VersionPeriod::plus).orElseGet(() -> VersionPeriod.none(days.from()));
    }
}
