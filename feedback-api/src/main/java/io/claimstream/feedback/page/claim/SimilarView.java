package io.claimstream.feedback.page.claim;

import io.claimstream.domain.feature.FeatureText;
import io.claimstream.domain.similar.Comparison.Fact;
import io.claimstream.feedback.http.SimilarDesk.Alike;
import io.claimstream.feedback.http.SimilarDesk.Found;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.view.SettledClaim;
import io.claimstream.model.picture.Figure;
import io.claimstream.model.picture.MoneyForm;
import io.claimstream.model.picture.MoneyScale;
import io.claimstream.model.picture.MoneyScale.Kind;
import io.claimstream.model.picture.MoneyScale.Mark;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Past claims like one, as its page shows them.
 *
 * @param words how they were found and settled, in a sentence or two
 * @param picture their settlements on the money scale of the estimate, with its table: HTML that this program wrote; blank without any
 * @param lines the most alike first
 */
public record SimilarView(String words, String picture, List<Line> lines) {

    private static final int FACTS = 3;
    private static final String DETAIL = " (";
    private static final String VALUE = ": ";
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    public SimilarView {
        lines = List.copyOf(lines);
    }

    /**
     * A past claim.
     *
     * @param claimId its id
     * @param address its page
     * @param alike how alike it is, in words
     * @param likeness the same as a share
     * @param shared the main facts in which it agrees
     * @param different the main facts in which it differs, with how they are here
     * @param estimate its estimate then
     * @param settled what was paid
     * @param difference how far that was from the estimate, in words
     * @param at when it was settled
     */
    public record Line(
            String claimId,
            String address,
            String alike,
            String likeness,
            List<String> shared,
            List<String> different,
            String estimate,
            String settled,
            String difference,
            String at) {

        public Line {
            shared = List.copyOf(shared);
            different = List.copyOf(different);
        }
    }

    static SimilarView of(Found found, Reader reader) {
        return new SimilarView(
                words(found, reader),
                found.alike().isEmpty() ? "" : picture(found, reader),
                found.alike().stream().map(it -> line(it, found, reader)).toList());
    }

    private static String words(Found found, Reader reader) {
        if (found.compared() == 0) {
            return "No other claim of this insurer, line of business and currency has settled yet.";
        }
        String compared = found.compared() == 1
                ? "one settled claim of this insurer, line of business and currency"
                : reader.count(found.compared())
                        + " settled claims of this insurer, line of business and currency that were estimated nearest";
        if (found.alike().isEmpty()) {
            return "None is like this one: compared with " + compared + ".";
        }
        String currency = found.score().getCurrency();
        List<BigDecimal> settled =
                found.alike().stream().map(it -> it.claim().settled()).sorted().toList();
        String lowest = reader.money(settled.get(0), currency);
        String highest = reader.money(settled.get(settled.size() - 1), currency);
        String range = lowest.equals(highest) ? "at " + lowest : "between " + lowest + " and " + highest;
        return (settled.size() == 1 ? "The one most alike settled " : "The " + settled.size() + " most alike settled ")
                + range + ". Compared with " + compared + ".";
    }

    private static String picture(Found found, Reader reader) {
        MoneyScale scale = new MoneyScale(
                "similar",
                "How similar claims settled, against this estimate",
                ClaimViews.estimate("This estimate", found.score()),
                found.alike().stream()
                        .sorted(Comparator.comparing(it -> it.claim().settled()))
                        .map(it ->
                                new Mark(it.claim().key().claimId(), it.claim().settled(), Kind.PAID))
                        .toList(),
                new MoneyForm(found.score().getCurrency(), reader.locale()));
        return Figure.html(scale.table(), scale);
    }

    private static Line line(Alike alike, Found found, Reader reader) {
        SettledClaim claim = alike.claim();
        String currency = found.score().getCurrency();
        return new Line(
                claim.key().claimId(),
                Addresses.claim(claim.key().insurer(), claim.key().claimId()),
                alike.comparison().words(),
                reader.share(1 - alike.comparison().distance()),
                alike.comparison().shared().stream()
                        .limit(FACTS)
                        .map(it -> there(it, alike, currency))
                        .toList(),
                alike.comparison().different().stream()
                        .limit(FACTS)
                        .map(it -> different(it, alike, found))
                        .toList(),
                reader.money(claim.estimate(), currency),
                reader.money(claim.settled(), currency),
                difference(claim, reader),
                reader.time(claim.settledAt()));
    }

    private static String different(Fact fact, Alike alike, Found found) {
        String currency = found.score().getCurrency();
        String there = there(fact, alike, currency);
        String here = plain(FeatureText.describe(fact.group(), found.features().getValues(), currency));
        return there + "; here " + rest(here, there);
    }

    private static String there(Fact fact, Alike alike, String currency) {
        return plain(FeatureText.describe(fact.group(), alike.claim().features(), currency));
    }

    /** Without details in brackets. */
    private static String plain(String fact) {
        int detail = fact.indexOf(DETAIL);
        return detail < 0 ? fact : fact.substring(0, detail);
    }

    /** What a fact says otherwise than another: its value with its currency, without the name that both have. */
    static String rest(String fact, String other) {
        int value = fact.indexOf(VALUE);
        if (value >= 0) {
            return fact.substring(value + VALUE.length());
        }
        String[] words = fact.split(" ", -1);
        String[] others = other.split(" ", -1);
        int same = 0;
        while (same < Math.min(words.length, others.length)
                && words[same].equals(others[same])
                && !CURRENCY.matcher(words[same]).matches()) {
            same++;
        }
        return same == words.length ? fact : String.join(" ", List.of(words).subList(same, words.length));
    }

    private static String difference(SettledClaim claim, Reader reader) {
        BigDecimal more = claim.settled().subtract(claim.estimate());
        if (more.signum() == 0) {
            return "as estimated";
        }
        String words = more.signum() > 0 ? " above estimate" : " below estimate";
        return claim.estimate().signum() == 0
                ? words.strip()
                : reader.share(more.abs()
                                .divide(claim.estimate().abs(), MathContext.DECIMAL64)
                                .doubleValue())
                        + words;
    }
}
