package io.claimstream.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.domain.Submissions;
import io.claimstream.domain.claim.Pseudonymiser.Kind;
import io.claimstream.event.Accident;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.schemas.TrustedEvents;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    @Test
    void shouldKeepLiveScoreIdsForEver() {
        assertThat(ScoreId.live("albion", "c-1", 1)).hasToString("s_pgpmpvb6uvndnxsbjwcfvjgwee");
        assertThat(ScoreId.live("albion", "c-1", 2)).isNotEqualTo(ScoreId.live("albion", "c-1", 1));
        assertThat(ScoreId.live("albion", "c-1", 1).text()).matches("s_[a-z2-7]{26}");
    }

    @Test
    void shouldKeepContentHashesForEver() {
        assertThat(ContentHash.of(Submissions.valid().build()))
                .isEqualTo("58bb64607e369232bde978adc97e9414a5f64eee273b630acd636cb8e642a258");
    }

    @Test
    void shouldKeepPseudonymsForEver() {
        Pseudonymiser pseudonymiser = new Pseudonymiser(KEY, "k1");

        assertThat(pseudonymiser.pseudonym(Kind.CLAIMANT, "albion", "person-5"))
                .isEqualTo("qbpkaboefx3v6gchq6cejfolee");
    }

    @Test
    void shouldScopePseudonymsByKindAndInsurerAndKey() {
        Pseudonymiser pseudonymiser = new Pseudonymiser(KEY, "k1");
        byte[] otherKey = new byte[32];

        assertThat(pseudonymiser.keyId()).isEqualTo("k1");
        assertThat(pseudonymiser.pseudonym(Kind.CLAIMANT, "albion", "x"))
                .isNotEqualTo(pseudonymiser.pseudonym(Kind.PROVIDER, "albion", "x"))
                .isNotEqualTo(pseudonymiser.pseudonym(Kind.CLAIMANT, "other", "x"))
                .isNotEqualTo(pseudonymiser.pseudonym(Kind.CLAIMANT, "albio", "nx"))
                .isNotEqualTo(new Pseudonymiser(otherKey, "k2").pseudonym(Kind.CLAIMANT, "albion", "x"))
                .isEqualTo(pseudonymiser.pseudonym(Kind.CLAIMANT, "albion", "x"));
    }

    @Test
    void shouldTellNoReferenceInText() {
        References references = References.of(Submissions.valid().build());

        assertThat(references.all()).hasSize(3);
        assertThat(references.toString()).contains("albion").doesNotContain("person-5", "P-77", "clinic-3");
    }

    @Test
    void shouldRefuseShortKeys() {
        assertThatThrownBy(() -> new Pseudonymiser(new byte[31], "k1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldHashTheSameBeforeAndAfterTheWire() throws IOException {
        // Given
        ClaimSubmitted claim = Submissions.valid()
                .setEventTime(Instant.parse("2026-03-01T09:00:00.123456789Z"))
                .build();

        // When
        ClaimSubmitted received = overTheWire(claim);

        // Then
        assertThat(ContentHash.of(received)).isEqualTo(ContentHash.of(claim));
    }

    @Test
    void shouldHashOtherContentOtherwise() {
        String hash = ContentHash.of(Submissions.valid().build());

        assertThat(ContentHash.of(Submissions.valid().setPolicy("P-78").build()))
                .isNotEqualTo(hash);
        assertThat(ContentHash.of(Submissions.valid().setProvider(null).build()))
                .isNotEqualTo(hash);
        assertThat(ContentHash.of(Submissions.valid()
                        .setAccident(
                                Accident.newBuilder(Submissions.valid().build().getAccident())
                                        .setWitnessPresent(true)
                                        .build())
                        .build()))
                .isNotEqualTo(hash);
    }

    @Test
    void shouldNotConfuseTheSameAmountUnderAnotherHead() {
        assertThat(hashWith(HeadsOfLoss.newBuilder().setGeneralFixed(BigDecimal.TEN)))
                .isNotEqualTo(hashWith(HeadsOfLoss.newBuilder().setGeneralRest(BigDecimal.TEN)))
                .isEqualTo(hashWith(HeadsOfLoss.newBuilder().setGeneralFixed(new BigDecimal("10.00"))));
    }

    @Test
    void shouldRoundPenceHalfEven() {
        assertThat(Pence.of(new BigDecimal("15.6650"))).isEqualTo(1566);
        assertThat(Pence.of(new BigDecimal("15.6750"))).isEqualTo(1568);
        assertThat(Pence.rounded(new BigDecimal("1"))).isEqualTo(new BigDecimal("1.00"));
        assertThat(Pence.toAmount(1566)).isEqualTo(new BigDecimal("15.66"));
    }

    @Property
    void shouldTurnPenceIntoAmountsAndBack(@ForAll @BigRange(min = "0", max = "99999999") @Scale(2) BigDecimal amount) {
        assertThat(Pence.toAmount(Pence.of(amount))).isEqualByComparingTo(amount);
    }

    @Test
    void shouldSetAndReadEveryHeadOfLoss() {
        for (HeadOfLoss head : HeadOfLoss.values()) {
            HeadsOfLoss.Builder heads = HeadsOfLoss.newBuilder();
            head.set(heads, BigDecimal.ONE);

            assertThat(head.of(heads.build())).contains(BigDecimal.ONE);
            assertThat(HeadOfLoss.sum(heads.build())).isEqualByComparingTo("1");
            assertThat(head.field()).startsWith(head.damages() == HeadOfLoss.Damages.SPECIAL ? "special" : "general");
        }
    }

    @Test
    void shouldNameEveryHeadOfTheSchemaInItsOrder() {
        assertThat(Arrays.stream(HeadOfLoss.values()).map(HeadOfLoss::field))
                .containsExactlyElementsOf(HeadsOfLoss.getClassSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
    }

    @Test
    void shouldFallBackFromEventTimeToClaimDateToAccidentToIngestion() {
        ClaimSubmitted.Builder claim = Submissions.valid();

        assertThat(EventTime.of(claim.build(), Submissions.INGESTED_AT)).isEqualTo("2026-03-01T09:00:00Z");
        claim.setEventTime(null);
        assertThat(EventTime.of(claim.build(), Submissions.INGESTED_AT)).isEqualTo("2026-02-01T00:00:00Z");
        claim.setClaimDate(null);
        assertThat(EventTime.of(claim.build(), Submissions.INGESTED_AT)).isEqualTo("2026-01-01T00:00:00Z");
        claim.setAccident(Accident.newBuilder().build());
        assertThat(EventTime.of(claim.build(), Submissions.INGESTED_AT)).isEqualTo(Submissions.INGESTED_AT);
    }

    private static String hashWith(HeadsOfLoss.Builder heads) {
        return ContentHash.of(Submissions.bare().setHeadsOfLoss(heads.build()).build());
    }

    private static ClaimSubmitted overTheWire(ClaimSubmitted claim) throws IOException {
        TrustedEvents.trust();
        return ClaimSubmitted.fromByteBuffer(claim.toByteBuffer());
    }
}
