package io.claimstream.feedback.page.claim;

import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.http.ExplanationDesk.Preview;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.whatif.Previewed.Start;
import io.claimstream.model.picture.Figure;
import io.claimstream.model.picture.MoneyForm;
import io.claimstream.model.picture.MoneyScale;
import io.claimstream.model.picture.MoneyScale.Kind;
import io.claimstream.model.picture.MoneyScale.Mark;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a claim would be estimated at with other facts, as the page shows it.
 *
 * @param words the estimate and how far it moved, as a sentence
 * @param changed the facts that are otherwise, in words
 * @param picture the money scale with its table: HTML that this program wrote
 * @param reviewReasons why a person would have to look, as sentences
 */
public record WhatIfView(String words, List<String> changed, String picture, List<String> reviewReasons) {

    public WhatIfView {
        changed = List.copyOf(changed);
        reviewReasons = List.copyOf(reviewReasons);
    }

    static WhatIfView of(Preview preview, Reader reader) {
        ClaimScored then = preview.previewed().score();
        String currency = then.getCurrency();
        MoneyForm form = new MoneyForm(currency, reader.locale());
        Start start = preview.previewed().start().orElseThrow();
        BigDecimal now = start.score().getEstimate();
        List<String> changed = new ArrayList<>();
        preview.changes().fieldNames().forEachRemaining(it -> changed.add(FactField.words("/" + it)));
        MoneyScale scale = new MoneyScale(
                "what-if",
                "The estimate with these facts",
                ClaimViews.estimate("With these facts", then),
                List.of(new Mark("As the claim is", now, Kind.ESTIMATE)),
                form);
        return new WhatIfView(
                "With these facts the estimate would be " + reader.money(then.getEstimate(), currency) + ", "
                        + moved(then.getEstimate().subtract(now), currency, reader) + ".",
                changed,
                Figure.html(scale.table(), scale),
                then.getReviewReasons().stream().map(ClaimViews::reviewReason).toList());
    }

    private static String moved(BigDecimal difference, String currency, Reader reader) {
        if (difference.signum() == 0) {
            return "the same as it is";
        }
        return reader.money(difference.abs(), currency) + (difference.signum() > 0 ? " more" : " less") + " than it is";
    }
}
