package io.claimstream.feedback.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.view.Claim.Revision;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static final ClaimKey KEY = new ClaimKey("acme", "c-1");

    @Test
    void shouldFindTheScoreThatAWordIsAboutAndItsCurrency() {
        // Given
        Feedback onTheFirst = said("f-1", FeedbackKind.CORRECTED, 1, "s-1");
        Feedback ofTheFirst = said("f-2", FeedbackKind.SETTLED, 1, null);
        Feedback ofTheClaim = said("f-3", FeedbackKind.SETTLED, null, null);

        // When
        Claim claim = claim(onTheFirst, ofTheFirst, ofTheClaim);

        // Then
        assertThat(claim.scoreOf(onTheFirst)).map(Score::currency).contains("GBP");
        assertThat(claim.scoreOf(ofTheFirst)).map(Score::currency).contains("GBP");
        assertThat(claim.scoreOf(ofTheClaim)).map(Score::currency).contains("EUR");
    }

    @Test
    void shouldSayWhatStandsOnceAWordIsTakenBack() {
        // Given
        Feedback earlier = said("f-1", FeedbackKind.CORRECTED, 2, "s-2");
        Feedback later = said("f-2", FeedbackKind.CORRECTED, 2, "s-2");
        Feedback superseded = said("f-0", FeedbackKind.CORRECTED, 1, "s-1");

        // When
        Claim claim = claim(superseded, earlier, later);

        // Then
        assertThat(claim.standing()).contains(later);
        assertThat(claim.without("f-2").standing()).contains(earlier);
        assertThat(claim.without("f-2").without("f-1").standing()).isEmpty();
    }

    /** Its second revision corrected the currency. */
    private static Claim claim(Feedback... feedback) {
        return new Claim(KEY, List.of(revision(1, "GBP"), revision(2, "EUR")), List.of(feedback));
    }

    private static Revision revision(int number, String currency) {
        Score score = new Score(
                "s-" + number,
                KEY,
                number,
                JsonNodeFactory.instance.objectNode().put("currency", currency));
        return new Revision(number, Facts.NOW, true, Facts.NOW, null, score, List.of(), List.of());
    }

    private static Feedback said(String id, FeedbackKind kind, @Nullable Integer revision, @Nullable String scoreId) {
        return new Feedback(
                id,
                KEY,
                revision,
                scoreId,
                new Feedback.Said(kind, new BigDecimal("900.00"), null, null, Facts.NOW),
                "user:u_ann",
                Facts.NOW,
                false);
    }
}
