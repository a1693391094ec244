package io.claimstream.feedback.page.claim;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.claim.ClaimView.EstimateView;
import io.claimstream.feedback.page.claim.FactField.Part;
import io.claimstream.model.picture.MoneyForm;
import java.util.List;

/** An estimate and the facts behind it as the page of a claim shows them, without saying of which claim. Pure. */
public final class Evidence {

    private Evidence() {}

    /** The estimate with its picture. */
    public static EstimateView estimate(ClaimScored score, Reader reader) {
        return new ClaimViews(reader, score.getScoredAt()).estimate(score, List.of());
    }

    /** What happened, the injury and what is claimed; names, pseudonyms and times of the claim itself are left out. */
    public static FactSheet facts(ClaimAccepted claim, Reader reader) {
        FactWords words = new FactWords(new MoneyForm(claim.getCurrency(), reader.locale()), reader::time);
        FactSheet all = FactSheet.of(List.of(claim), words);
        return new FactSheet(
                all.revisions(),
                all.sections().stream()
                        .filter(it -> !it.name().equals(Part.CLAIM.words()))
                        .toList(),
                List.of());
    }
}
