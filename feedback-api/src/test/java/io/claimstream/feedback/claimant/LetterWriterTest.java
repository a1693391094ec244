package io.claimstream.feedback.claimant;

import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.counterfactual.ClaimFields;
import io.claimstream.domain.counterfactual.FieldChange;
import io.claimstream.domain.feature.Direction;
import io.claimstream.domain.feature.FeatureGroup;
import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.Interval;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.WhatIfWorld;
import io.claimstream.feedback.billing.EmbeddedFonts;
import io.claimstream.feedback.claimant.ClaimantLetter.Line;
import io.claimstream.feedback.claimant.LetterFacts.Change;
import io.claimstream.feedback.claimant.LetterFacts.None;
import io.claimstream.feedback.policy.LetterProfile;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.whatif.Explained;
import io.claimstream.feedback.whatif.Explained.Remade;
import io.claimstream.model.FullReasons.GroupReason;
import io.claimstream.model.counterfactual.Counterfactual;
import io.claimstream.model.counterfactual.Counterfactual.Outcome;
import io.claimstream.testkit.GoldenFile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Letters to claimants, word by word. */
class LetterWriterTest {

    private static final LetterProfile PROFILE =
            new LetterProfile(List.of("Acme Insurance <Ltd>", "1 High Street", "Łódź"), "claims@acme.example", 60, 21);
    private static final List<GroupReason> REASONS = List.of(
            reason("amount_claimed", "700.00"),
            reason("prognosis_months", "-300.00"),
            reason("special_earnings_loss", "120.00"),
            reason("general_fixed", "90.00"),
            reason("claimant_history", "-80.00"),
            reason("whiplash", "70.00"),
            reason("dominant_injury", "60.00"),
            reason("accident_type", "50.00"),
            reason("missing_heads", "10.00"),
            reason("claim_lag_days", "-5.50"),
            reason("provider_history", "0.00"));
    private static final FieldChange LONGER = new FieldChange(
            ClaimFields.CHANGEABLE.stream()
                    .filter(it -> it.path().equals("injury.prognosis"))
                    .findFirst()
                    .orElseThrow(),
            BigDecimal.valueOf(5),
            9);
    private static final FieldChange MORE = new FieldChange(
            ClaimFields.CHANGEABLE.stream()
                    .filter(it -> it.path().equals("headsOfLoss.specialEarningsLoss"))
                    .findFirst()
                    .orElseThrow(),
            new BigDecimal("900.0000"),
            1_400);

    @Test
    void shouldWriteTheSameLetterForTheSameScore() {
        // Given
        LetterFacts facts = facts(
                explained(Remade.BIT_FOR_BIT, REASONS),
                change(Outcome.TWO_FIELDS, LONGER, MORE),
                Optional.of(said(FeedbackKind.ACCEPTED, null, "policy:acme@1")),
                Optional.of(PROFILE));

        // When
        String page = LetterPage.of(LetterWriter.explain(facts));

        // Then
        assertThat(LetterPage.of(LetterWriter.explain(facts))).isEqualTo(page);
        GoldenFile.of("letter.html", LetterWriterTest.class).assertHolds(page);
    }

    @Test
    void shouldWriteTheAnswer() {
        // Given
        LetterFacts facts = facts(
                explained(Remade.BIT_FOR_BIT, REASONS),
                change(Outcome.NONE_FOUND),
                Optional.of(said(FeedbackKind.CORRECTED, "2100.00", "user:u_1")),
                Optional.of(PROFILE));
        ReviewAnswer answer = new ReviewAnswer(
                ReviewAnswer.Outcome.CHANGED,
                Facts.NOW,
                Facts.NOW,
                Optional.of(new BigDecimal("2100.00")),
                false,
                "The report of the hospital was not considered.\n\nWe are sorry.");

        // When
        String page = LetterPage.of(LetterWriter.answer(facts, answer));

        // Then
        GoldenFile.of("answer-letter.html", LetterWriterTest.class).assertHolds(page);
    }

    @Test
    void shouldSayWhereItsWordsAreGone() {
        // Given
        ReviewAnswer wordless =
                new ReviewAnswer(ReviewAnswer.Outcome.UPHELD, Facts.NOW, Facts.NOW, Optional.empty(), false, "");
        LetterFacts facts = facts(
                explained(Remade.BIT_FOR_BIT, REASONS),
                change(Outcome.NONE_FOUND),
                Optional.empty(),
                Optional.of(PROFILE));

        // When
        ClaimantLetter letter = LetterWriter.answer(facts, wordless);

        // Then
        assertThat(letter.missing()).containsExactly("answer");
        assertThat(text(letter)).contains(LetterWords.NO_ANSWER).doesNotContain("reasons of the estimate");
    }

    @Test
    void shouldNeverNameTwoAmountsForOneClaim() {
        // Given
        Instant ended = Instant.parse("2026-03-04T10:00:00Z");
        ReviewAnswer changed = new ReviewAnswer(
                ReviewAnswer.Outcome.CHANGED,
                Facts.NOW,
                ended,
                Optional.of(new BigDecimal("2100.00")),
                true,
                "We are sorry.");

        // When
        String settled = answered(said(FeedbackKind.SETTLED, "1999.99", "user:u_1"), changed);
        String before = answered(said(FeedbackKind.CORRECTED, "1800.00", "user:u_1"), changed);
        String nothing = text(LetterWriter.answer(
                facts(
                        explained(Remade.BIT_FOR_BIT, REASONS),
                        change(Outcome.NONE_FOUND),
                        Optional.empty(),
                        Optional.empty()),
                changed));

        // Then
        assertThat(settled)
                .contains("£1,999.99", LetterWords.CHANGED, "as far as our records name persons")
                .doesNotContain("£2,100.00");
        assertThat(before).contains("is now £2,100.00").doesNotContain("£1,800.00");
        assertThat(nothing).contains("is now £2,100.00").doesNotContain(LetterWords.UNDECIDED);
    }

    @Test
    void shouldAddUpToTheEstimateWithAtMostFiveReasonsOnEitherSide() {
        for (List<GroupReason> some : List.of(REASONS, REASONS.subList(0, 3), REASONS.subList(0, 9))) {
            // When
            List<Line> lines = new MainReasons(explained(Remade.BIT_FOR_BIT, some)).lines();

            // Then
            BigDecimal sum = lines.stream()
                    .filter(it -> !it.isTotal())
                    .map(it -> amount(it.amount()))
                    .reduce(amount(lines.get(0).amount()), BigDecimal::add);
            assertThat(sum)
                    .isEqualByComparingTo(amount(lines.get(lines.size() - 1).amount()));
            assertThat(lines.stream().filter(it -> it.amount().startsWith("+") && !isOthers(it)))
                    .hasSizeLessThanOrEqualTo(MainReasons.MOST);
            assertThat(lines.stream().filter(it -> it.amount().startsWith("−") && !isOthers(it)))
                    .hasSizeLessThanOrEqualTo(MainReasons.MOST);
        }
    }

    @Test
    void shouldHaveWordsForEveryGroupOfFacts() {
        for (FeatureGroup group : FeatureGroups.ALL) {
            String words = ReasonWords.of(group.name(), Optional.of(features().getValues()), "GBP");
            assertThat(words)
                    .as(group.name())
                    .doesNotStartWith("Another fact")
                    .doesNotContain("_")
                    .contains(": ");
        }
    }

    @Test
    void shouldHaveWordsForEveryChange() {
        for (var field : ClaimFields.CHANGEABLE) {
            assertThat(ReasonWords.change(new FieldChange(field, BigDecimal.ONE, 0), "GBP"))
                    .as(field.path())
                    .doesNotContain(".injury", "headsOfLoss", "injury.")
                    .contains("instead of");
        }
    }

    @Test
    void shouldSayHonestlyWhatCannotBeSaid() {
        // When
        String baseline = text(facts(
                explained(Remade.BIT_FOR_BIT, REASONS),
                Change.none(None.NO_MODEL),
                Optional.empty(),
                Optional.empty()));
        String gone = text(facts(
                explained(Remade.FEATURES_GONE, REASONS.subList(0, 5)),
                Change.none(None.GONE),
                Optional.empty(),
                Optional.empty()));
        String none = text(facts(
                explained(Remade.BIT_FOR_BIT, REASONS),
                change(Outcome.NONE_FOUND),
                Optional.empty(),
                Optional.empty()));

        // Then
        assertThat(baseline)
                .contains(LetterWords.NO_MODEL, LetterWords.CHANGE_NO_MODEL, "and from nothing else")
                .doesNotContain("made before");
        assertThat(gone).contains(LetterWords.CHANGE_GONE, LetterWords.SOME_REASONS, LetterWords.UNDECIDED);
        assertThat(none).contains("We found none").contains("at least £844.00");
    }

    @Test
    void shouldSayWhatTheInsurerHasNotSaid() {
        // When
        ClaimantLetter letter = LetterWriter.explain(facts(
                explained(Remade.BIT_FOR_BIT, REASONS),
                change(Outcome.NONE_FOUND),
                Optional.empty(),
                Optional.empty()));

        // Then
        assertThat(letter.missing()).containsExactly("sender", "contact", "contestDays");
        assertThat(letter.sender()).containsExactly("Your insurer");
        assertThat(LetterPage.of(letter))
                .contains("within 28 days of our receiving it")
                .doesNotContain("of receiving this letter");
    }

    @Test
    void shouldSayWhoDecided() {
        assertThat(decided(said(FeedbackKind.ACCEPTED, null, "user:u_1")))
                .contains("a person looked at the estimate and agreed");
        assertThat(decided(said(FeedbackKind.CORRECTED, "2100.00", "user:u_1")))
                .contains("set another amount: £2,100.00");
        assertThat(decided(said(FeedbackKind.SETTLED, "1999.99", "key:k_1")))
                .contains("was settled on", "for £1,999.99");
        assertThat(decided(said(FeedbackKind.ACCEPTED, null, "key:k_system")))
                .contains("noted by a system of your insurer", "whether a person decided")
                .doesNotContain("a person looked");
        assertThat(decided(said(FeedbackKind.CORRECTED, "2100.00", "key:k_system")))
                .contains("another amount was noted by a system of your insurer: £2,100.00")
                .doesNotContain("a person looked");
        assertThat(decided(said(FeedbackKind.ACCEPTED, null, "policy:acme@3")))
                .contains("accepted automatically", "No person decided")
                .doesNotContain("policy:");
    }

    @Test
    void shouldSayTheSameOnPaper() throws Exception {
        // Given
        ClaimantLetter letter = LetterWriter.explain(facts(
                explained(Remade.BIT_FOR_BIT, REASONS),
                change(Outcome.TWO_FIELDS, LONGER, MORE),
                Optional.empty(),
                Optional.of(PROFILE)));

        // When
        StringBuilder paper = new StringBuilder();
        PdfReader pdf = new PdfReader(new LetterPdf(EmbeddedFonts.read()).write(letter));
        for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
            paper.append(new PdfTextExtractor(pdf).getTextFromPage(page)).append('\n');
        }

        // Then
        String text = paper.toString().replaceAll("\\s+", " ");
        assertThat(text).contains("Acme Insurance <Ltd>", "Łódź", letter.title(), WhatIfWorld.CLAIM_ID);
        letter.sections().forEach(section -> {
            assertThat(text).contains(section.heading());
            section.paragraphs()
                    .forEach(it -> assertThat(isOnPaper(text, it)).as(it).isTrue());
        });
    }

    /** Whole, or in two parts, where a page ends between them. */
    private static boolean isOnPaper(String text, String paragraph) {
        return text.contains(paragraph)
                || IntStream.range(1, paragraph.length())
                        .filter(it -> paragraph.charAt(it) == ' ')
                        .anyMatch(it -> text.contains(paragraph.substring(0, it))
                                && text.contains(paragraph.substring(it + 1)));
    }

    private static String decided(Feedback standing) {
        return text(facts(
                explained(Remade.BIT_FOR_BIT, REASONS),
                change(Outcome.NONE_FOUND),
                Optional.of(standing),
                Optional.empty()));
    }

    private static String answered(Feedback standing, ReviewAnswer answer) {
        return text(LetterWriter.answer(
                facts(
                        explained(Remade.BIT_FOR_BIT, REASONS),
                        change(Outcome.NONE_FOUND),
                        Optional.of(standing),
                        Optional.empty()),
                answer));
    }

    private static String text(LetterFacts facts) {
        return text(LetterWriter.explain(facts));
    }

    private static String text(ClaimantLetter letter) {
        List<String> said = new ArrayList<>();
        letter.sections().forEach(it -> {
            said.addAll(it.paragraphs());
            said.addAll(it.after());
        });
        return String.join("\n", said);
    }

    private static boolean isOthers(Line line) {
        return line.text().equals(LetterWords.EVERYTHING_ELSE);
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text.replaceAll("[£+,\u00a0]", "").replace("−", "-"));
    }

    private static GroupReason reason(String group, String amount) {
        return new GroupReason(group, group, Direction.of(new BigDecimal(amount)), new BigDecimal(amount));
    }

    private static Change change(Outcome outcome, FieldChange... changes) {
        return Change.of(
                new BigDecimal("844.00"),
                new Counterfactual(outcome, List.of(changes), 0.5, new BigDecimal("850.10"), 40));
    }

    private static Feedback said(FeedbackKind kind, @Nullable String amount, String actor) {
        return new Feedback(
                "f_1",
                new ClaimKey("acme", WhatIfWorld.CLAIM_ID),
                1,
                "s_1",
                new Feedback.Said(
                        kind,
                        amount == null ? null : new BigDecimal(amount),
                        null,
                        null,
                        Instant.parse("2026-03-03T10:00:00Z")),
                actor,
                Instant.parse("2026-03-03T10:00:00Z"),
                false);
    }

    private static LetterFacts facts(
            Explained explained, Change change, Optional<Feedback> standing, Optional<LetterProfile> profile) {
        return new LetterFacts(
                explained,
                Instant.parse("2026-03-01T09:30:00Z"),
                Optional.of(Instant.parse("2026-01-15T00:00:00Z")),
                change,
                standing,
                standing.filter(it -> it.actor().startsWith("user:")).isPresent(),
                true,
                profile);
    }

    /** A base value of 52.75 and an estimate of 767.25, so that reasons that are left out leave something over. */
    private static Explained explained(Remade remade, List<GroupReason> reasons) {
        ClaimFeatures features = features();
        ClaimScored score = Facts.score(WhatIfWorld.CLAIM_ID, 1)
                .setCurrency("GBP")
                .setBaseValue(new BigDecimal("52.75"))
                .setEstimate(new BigDecimal("767.25"))
                .setInterval(Interval.newBuilder()
                        .setLower(new BigDecimal("600.00"))
                        .setUpper(new BigDecimal("950.00"))
                        .setNominalCoverage(0.9)
                        .build())
                .setModelVersion("m-0f3c5a9d1e27")
                .build();
        return new Explained(
                score,
                remade,
                remade == Remade.BIT_FOR_BIT ? Optional.of(features) : Optional.empty(),
                Optional.empty(),
                reasons);
    }

    private static ClaimFeatures features() {
        return LoneClaim.of(WhatIfWorld.submitted(), Facts.NOW).fold(ready -> ready.features(), refused -> {
            throw new AssertionError(refused.violations());
        });
    }
}
