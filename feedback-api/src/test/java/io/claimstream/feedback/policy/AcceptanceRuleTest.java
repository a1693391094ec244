package io.claimstream.feedback.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.AcceptanceTerms;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Interval;
import io.claimstream.event.ScorePurpose;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.policy.AcceptanceRule.Doubt;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The score: estimate 1200.00, interval 900.00 to 1600.00 (0.5833 of it), confidence 0.42. */
class AcceptanceRuleTest {

    private static final AcceptanceRule RULE = rule("1200.00", "0.42", "0.6");

    @Test
    void shouldAcceptWhatIsWithinEveryBound() {
        assertThat(RULE.doubt(score().build())).isEmpty();
    }

    @Test
    void shouldLeaveWhatIsOutsideOfAny() {
        assertThat(rule("1199.99", "0.42", "0.6").doubt(score().build())).contains(Doubt.ESTIMATE_TOO_GREAT);
        assertThat(rule("1200", "0.43", "0.6").doubt(score().build())).contains(Doubt.CONFIDENCE_TOO_LOW);
        assertThat(rule("1200", "0.42", "0.58").doubt(score().build())).contains(Doubt.INTERVAL_TOO_WIDE);
        assertThat(rule("1200", "0", "0.6")
                        .doubt(score().setConfidence(Double.NaN).build()))
                .contains(Doubt.CONFIDENCE_TOO_LOW);
        assertThat(rule("1200", "0.42", "100")
                        .doubt(score().setEstimate(new BigDecimal("0.00")).build()))
                .contains(Doubt.INTERVAL_TOO_WIDE);
        assertThat(rule("1200", "0.42", "100")
                        .doubt(score().setInterval(new Interval(new BigDecimal("2.00"), new BigDecimal("1.00"), 0.9))
                                .build()))
                .contains(Doubt.INTERVAL_TOO_WIDE);
    }

    @Test
    void shouldTakeABoundAsItIs() {
        // 700 of 1400 is a half, to the penny
        ClaimScored half = score().setEstimate(new BigDecimal("1400.00")).build();
        assertThat(rule("1400.00", "0.42", "0.5").doubt(half)).isEmpty();
        assertThat(rule("1400.00", "0.42", "0.4999").doubt(half)).contains(Doubt.INTERVAL_TOO_WIDE);
    }

    @Test
    void shouldNeverAcceptWhatAPersonMustSee() {
        AcceptanceRule any = rule("999999999999.99", "0", "100");
        assertThat(any.doubt(score().build())).isEmpty();
        assertThat(any.doubt(score().setReviewReasons(List.of("ANYTHING")).build()))
                .contains(Doubt.REVIEW_REASON);
        assertThat(any.doubt(score().setModelVersion("baseline").build())).contains(Doubt.BASELINE);
        assertThat(any.doubt(score().setInterval(null).build())).contains(Doubt.NO_INTERVAL);
        assertThat(any.doubt(score().setConfidence(null).build())).contains(Doubt.NO_CONFIDENCE);
        assertThat(any.doubt(score().setPurpose(ScorePurpose.RESCORE).build())).contains(Doubt.NOT_LIVE);
    }

    @Test
    void shouldNeverGiveLessThanWasClaimedUnlessThatIsLaidDown() {
        // Given
        AcceptancePolicy never = policy(Facts.NOW, RULE);
        AcceptancePolicy downToNineTenths = policy(
                Facts.NOW,
                new AcceptanceRule(
                        null,
                        "GBP",
                        new BigDecimal("1200.00"),
                        new BigDecimal("0.42"),
                        new BigDecimal("0.6"),
                        new BigDecimal("0.9"),
                        BigDecimal.ZERO));

        // Then: the estimate is 1200.00
        assertThat(never.lowers(score().build(), claimed("1200.00"))).isFalse();
        assertThat(never.lowers(score().build(), claimed("1200.01"))).isTrue();
        assertThat(never.lowers(score().build(), Optional.empty()))
                .as("what is not known is not more")
                .isTrue();
        assertThat(downToNineTenths.lowers(score().build(), claimed("1333.33"))).isFalse();
        assertThat(downToNineTenths.lowers(score().build(), claimed("1333.34"))).isTrue();
        assertThat(RULE.doubt(score().build(), claimed("1200.01"))).contains(Doubt.BELOW_CLAIMED);
        assertThat(RULE.doubt(score().build(), Optional.empty())).contains(Doubt.CLAIMED_UNKNOWN);
    }

    @Test
    void shouldTakeTheRuleOfTheLineOfBusinessBeforeThatOfAll() {
        AcceptanceRule strict = new AcceptanceRule(
                "MOTOR_INJURY",
                "GBP",
                BigDecimal.ONE,
                BigDecimal.ZERO,
                BigDecimal.TEN,
                BigDecimal.ONE,
                BigDecimal.ZERO);
        assertThat(policy(Facts.NOW, RULE).accepts(score().build())).isTrue();
        assertThat(policy(Facts.NOW, RULE, strict).accepts(score().build())).isFalse();
        assertThat(policy(Facts.NOW, RULE, strict)
                        .accepts(score().setLineOfBusiness("MOTOR_DAMAGE").build()))
                .isTrue();
        assertThat(policy(Facts.NOW, strict)
                        .accepts(score().setLineOfBusiness("MOTOR_DAMAGE").build()))
                .isFalse();
        assertThat(policy(Facts.NOW, RULE).accepts(score().setCurrency("EUR").build()))
                .isFalse();
    }

    @Test
    void shouldAcceptForItsOwnInsurerAndFromItsStartOnly() {
        assertThat(policy(Facts.NOW.plusMillis(1), RULE).accepts(score().build()))
                .isFalse();
        assertThat(policy(Facts.NOW, RULE).accepts(score().setInsurer("other").build()))
                .isFalse();
        assertThat(policy(Facts.NOW, RULE).actor()).isEqualTo("policy:acme@3");
    }

    @Test
    void shouldDrawItsShareOfClaimsWhicheverRevisionAndVersion() {
        // Given
        AcceptanceRule tenth = new AcceptanceRule(
                null,
                "GBP",
                new BigDecimal("1200.00"),
                BigDecimal.ZERO,
                BigDecimal.TEN,
                BigDecimal.ONE,
                new BigDecimal("0.1"));
        List<ClaimScored> scores = IntStream.range(0, 2_000)
                .mapToObj(it -> Facts.score("c-" + it, 1).build())
                .toList();

        // When
        List<ClaimScored> drawn =
                scores.stream().filter(policy(Facts.NOW, tenth)::draws).toList();

        // Then: 200 are expected, with a standard deviation of 13.
        assertThat(drawn).hasSizeBetween(140, 260);
        assertThat(scores.stream().filter(policy(Facts.NOW.plusMillis(1), tenth)::draws))
                .containsExactlyElementsOf(drawn);
        List<String> claims = drawn.stream().map(ClaimScored::getClaimId).toList();
        assertThat(IntStream.range(0, 2_000)
                        .mapToObj(it -> Facts.score("c-" + it, 2).build())
                        .filter(new AcceptancePolicy(Facts.INSURER, 4, Facts.NOW, List.of(tenth))::draws)
                        .map(ClaimScored::getClaimId))
                .as("sent again, and under a later version")
                .containsExactlyElementsOf(claims);
        assertThat(scores.stream()
                        .filter(policy(Facts.NOW, RULE)::draws)
                        .map(ClaimScored::getClaimId)
                        .toList())
                .as("20 are expected of one that says 0, with a standard deviation of 4.5")
                .hasSizeBetween(5, 40)
                .isSubsetOf(claims);
    }

    @Test
    void shouldSayItsTerms() {
        assertThat(policy(Facts.NOW, RULE).terms(score().build()))
                .isEqualTo(new AcceptanceTerms(null, "GBP", new BigDecimal("1200.00"), 0.42, 0.6, 0.01, 1.0));
    }

    private static Optional<BigDecimal> claimed(String sum) {
        return Optional.of(new BigDecimal(sum));
    }

    private static ClaimScored.Builder score() {
        return Facts.score("c-1", 1);
    }

    private static AcceptanceRule rule(String estimate, String confidence, String width) {
        return rule(null, estimate, confidence, width);
    }

    private static AcceptanceRule rule(@Nullable String line, String estimate, String confidence, String width) {
        return new AcceptanceRule(
                line,
                "GBP",
                new BigDecimal(estimate),
                new BigDecimal(confidence),
                new BigDecimal(width),
                BigDecimal.ONE,
                BigDecimal.ZERO);
    }

    private static AcceptancePolicy policy(Instant since, AcceptanceRule... rules) {
        return new AcceptancePolicy(Facts.INSURER, 3, since, List.of(rules));
    }
}
