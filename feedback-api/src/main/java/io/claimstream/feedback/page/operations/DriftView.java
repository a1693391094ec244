package io.claimstream.feedback.page.operations;

import io.claimstream.domain.drift.DayWindow;
import io.claimstream.domain.drift.DriftReport;
import io.claimstream.domain.drift.DriftReport.Named;
import io.claimstream.feedback.http.DriftDesk.Found;
import io.claimstream.feedback.http.DriftDesk.Reason;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.model.picture.BarChart;
import io.claimstream.model.picture.BarChart.Bar;
import io.claimstream.model.picture.Markup;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drift of one line of business and currency, as its page shows it.
 *
 * @param found what was found
 * @param isCounted whether the reader may know how many values there are
 */
public record DriftView(String lineOfBusiness, String currency, Found found, boolean isCounted, Reader reader) {

    private static final int MOST_BARS = 15;

    /** What was compared, in words. */
    public String slot() {
        return Words.of(lineOfBusiness) + ", " + currency;
    }

    /** Why nothing is compared, in words; blank when something is. */
    public String nothing() {
        return found.reason().map(DriftView::words).orElse("");
    }

    private static String words(Reason reason) {
        return switch (reason) {
            case NO_CLAIMS -> "No claim of this line of business and currency came in yet.";
            case NO_CHAMPION ->
                "The baseline is in service, so there is nothing that a model learned from to compare with. It stands here once a model is promoted.";
            case NO_CLAIMS_BEFORE -> "No claim is known from the days that the champion learned from.";
            case NO_CLAIMS_SINCE -> "No claim came in since the days that the champion learned from.";
        };
    }

    /** The champion; blank without one. */
    public String champion() {
        return found.learned().map(it -> it.version()).orElse("");
    }

    /** The days compared with. */
    public String before() {
        return report().map(it -> days(it.windows().earlier())).orElse("");
    }

    /** The days that may have changed. */
    public String since() {
        return report().map(it -> days(it.windows().later())).orElse("");
    }

    private String days(DayWindow window) {
        return window.days() == 0 ? "no days" : reader.day(window.from()) + " to " + reader.day(window.to());
    }

    /** How many features drifted, in words. */
    public String summary() {
        long drifted = shifts().stream().filter(Named::isDrift).count();
        if (isTooFew()) {
            return "Too few claims to tell: on one side or the other no feature has "
                    + reader.count(found.limits().values()) + " values yet.";
        }
        if (drifted == 0) {
            return "No feature has drifted.";
        }
        return reader.count(drifted) + (drifted == 1 ? " feature has" : " features have")
                + " drifted: see whether the model still fits these claims, and train anew if it does not.";
    }

    public String mood() {
        if (isTooFew()) {
            return "";
        }
        return shifts().stream().anyMatch(Named::isDrift) ? "care" : "good";
    }

    /** Whether nothing can count as drift yet. How many claims there are is nothing for a reader who may not see the numbers. */
    private boolean isTooFew() {
        return isCounted
                && shifts().stream()
                        .map(Named::shift)
                        .allMatch(it -> Math.min(it.before(), it.after())
                                < found.limits().values());
    }

    /** What counts as drift, in words. */
    public String rule() {
        return "A feature has drifted when its population stability index (PSI) is at least "
                + number(found.limits().psi(), 2) + ", chance alone hardly explains it, and there are at least "
                + reader.count(found.limits().values()) + " values on either side.";
    }

    /** The worst features. */
    public String picture() {
        List<Bar> bars = shifts().stream()
                .limit(MOST_BARS)
                .map(it -> new Bar(it.name(), Math.max(0, it.shift().psi())))
                .toList();
        Markup out = new Markup();
        new BarChart(
                        "p-drift",
                        "Population stability index, the worst features first",
                        "A bar for each of the first rows of the table.",
                        bars,
                        it -> number(it, 2))
                .write(out);
        return out.toString();
    }

    /** Every feature, the worst first. */
    public Grid features() {
        List<String> columns = new ArrayList<>(List.of("Feature", "State", "PSI", "Distance", "By chance"));
        if (isCounted) {
            columns.addAll(List.of("Values before", "Values since"));
        }
        return new Grid(
                "Drift of each feature, the worst first",
                columns,
                shifts().stream().map(this::row).toList());
    }

    private List<String> row(Named named) {
        List<String> row = new ArrayList<>(List.of(
                named.name(),
                named.isDrift() ? "Drifted" : "As before",
                number(named.shift().psi(), 3),
                number(named.shift().distance(), 3),
                named.shift().probability() < 0.0001
                        ? "below " + number(0.0001, 4)
                        : number(named.shift().probability(), 4)));
        if (isCounted) {
            row.add(reader.count(named.shift().before()));
            row.add(reader.count(named.shift().after()));
        }
        return row;
    }

    private List<Named> shifts() {
        return report().map(DriftReport::shifts).orElse(List.of());
    }

    private Optional<DriftReport> report() {
        return Optional.ofNullable(found.report());
    }

    private String number(double number, int decimals) {
        if (!Double.isFinite(number)) {
            return Reader.NONE;
        }
        NumberFormat form = NumberFormat.getNumberInstance(reader.locale());
        form.setMinimumFractionDigits(decimals);
        form.setMaximumFractionDigits(decimals);
        return form.format(number);
    }
}
