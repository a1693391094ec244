package io.claimstream.feedback.page.claim;

import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.whatif.Explained;
import io.claimstream.model.FullReasons.GroupReason;
import io.claimstream.model.Metrics;
import io.claimstream.model.picture.Figure;
import io.claimstream.model.picture.MoneyForm;
import io.claimstream.model.picture.Waterfall;
import io.claimstream.model.picture.Waterfall.Reason;
import io.claimstream.model.picture.WaterfallChart;
import java.util.List;

/**
 * Why an estimate is what it is, as the page shows it.
 *
 * @param picture the waterfall with its table: HTML that this program wrote
 * @param main sentences of the reasons that have a bar of their own
 * @param others sentences of the other ones that are told
 * @param isComplete whether every reason is told
 * @param proof how it is known that these are the reasons of this very score, as a sentence
 * @param error how far off the model usually is, as a sentence; blank where that is not known
 */
public record ReasonsView(
        String picture, List<String> main, List<String> others, boolean isComplete, String proof, String error) {

    /** The most reasons with a bar of their own. */
    static final int BARS = 10;

    private static final String FACTS_END = "; this ";
    private static final String DETAIL = " (";

    public ReasonsView {
        main = List.copyOf(main);
        others = List.copyOf(others);
    }

    /** The reasons of a score for a reader. */
    public static ReasonsView of(Explained explained, Reader reader) {
        List<GroupReason> reasons = explained.reasons();
        List<String> sentences = reasons.stream().map(GroupReason::sentence).toList();
        long moving = reasons.stream().filter(it -> it.amount().signum() != 0).count();
        int main = (int) Math.min(BARS, moving);
        return new ReasonsView(
                picture(explained, reader),
                sentences.subList(0, main),
                sentences.subList(main, sentences.size()),
                explained.isComplete(),
                explained.remade().text(),
                explained.manifest().map(it -> error(it.holdout(), reader)).orElse(""));
    }

    private static String picture(Explained explained, Reader reader) {
        var score = explained.score();
        Waterfall fall = Waterfall.of(
                score.getBaseValue(),
                explained.reasons().stream()
                        .map(it -> new Reason(facts(it.sentence()), it.amount()))
                        .toList(),
                score.getEstimate(),
                BARS);
        WaterfallChart chart = new WaterfallChart(
                "why",
                "From the base value to the estimate",
                fall,
                "Knowing nothing of the claim",
                "Estimate",
                new MoneyForm(score.getCurrency(), reader.locale()));
        return Figure.html(chart.table(), chart);
    }

    /** The facts of a sentence, without what they do to the estimate and without details in brackets. */
    private static String facts(String sentence) {
        int end = sentence.lastIndexOf(FACTS_END);
        String facts = end < 0 ? sentence : sentence.substring(0, end);
        int detail = facts.indexOf(DETAIL);
        return detail < 0 ? facts : facts.substring(0, detail);
    }

    private static String error(Metrics error, Reader reader) {
        return "On " + reader.count(error.rows()) + " settled claims that it had not seen, this model was "
                + reader.share(error.mape()) + " off on average; half of them were within "
                + reader.share(error.medianApe()) + ".";
    }
}
