package io.claimstream.domain.ingest;

import static io.claimstream.domain.Submissions.INGESTED_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.Submissions;
import io.claimstream.domain.claim.ContentHash;
import io.claimstream.domain.claim.Pseudonym;
import io.claimstream.domain.claim.Pseudonymiser;
import io.claimstream.domain.claim.Pseudonymiser.Kind;
import io.claimstream.domain.claim.Pseudonyms;
import io.claimstream.domain.claim.Reference;
import io.claimstream.domain.ingest.IngestOutcome.Accepted;
import io.claimstream.domain.ingest.IngestOutcome.Rejected;
import io.claimstream.event.Accident;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.ClaimRevisions;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.ProtectedAttributes;
import io.claimstream.event.RecordRef;
import io.claimstream.event.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IngestDecisionTest {

    private static final Pseudonymiser PSEUDONYMISER =
            new Pseudonymiser("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), "k1");
    private static final RecordRef REF = new RecordRef(2, 17L);

    @Test
    void shouldAcceptAValidClaimWithoutPersonalData() {
        // Given
        ClaimSubmitted claim = Submissions.valid()
                .setAccidentDescription("A red van hit the left door.")
                .build();

        // When
        Accepted outcome = accepted(decide(claim, Optional.empty()));

        // Then
        ClaimAccepted accepted = outcome.claim();
        assertThat(accepted.getClaimantPseudonym())
                .isEqualTo(PSEUDONYMISER.pseudonym(Kind.CLAIMANT, "albion", "person-5"));
        assertThat(accepted.getPolicyPseudonym()).isEqualTo(PSEUDONYMISER.pseudonym(Kind.POLICY, "albion", "P-77"));
        assertThat(accepted.getProviderPseudonym())
                .contains(PSEUDONYMISER.pseudonym(Kind.PROVIDER, "albion", "clinic-3"));
        assertThat(accepted.getPseudonymKeyId()).isEqualTo("k1");
        assertThat(accepted.getContentHash()).isEqualTo(ContentHash.of(claim));
        assertThat(accepted.getSubmitted()).isEqualTo(REF);
        assertThat(accepted.toString()).doesNotContain("person-5", "P-77", "clinic-3", "red van");
        assertThat(accepted.getAccidentDescription()).isEmpty();
        assertThat(outcome.next().getRevisions()).hasSize(1);
    }

    @Test
    void shouldSplitProtectedAttributesOff() {
        var split =
                accepted(decide(Submissions.valid().build(), Optional.empty())).protectedAttributes();

        assertThat(split).hasValueSatisfying(attributes -> {
            assertThat(attributes.getDriverAge()).contains(44);
            assertThat(attributes.getGender()).contains("Other");
            assertThat(attributes.getSubmitted()).isEqualTo(REF);
        });
    }

    @Test
    void shouldSplitNothingOffWhereNothingIsKnown() {
        ClaimSubmitted claim = Submissions.bare()
                .setProtectedAttributes(
                        ProtectedAttributes.newBuilder().setGender(" ").build())
                .build();

        assertThat(accepted(decide(claim, Optional.empty())).protectedAttributes())
                .isEmpty();
    }

    @Test
    void shouldTreatBlankOptionalTextsAsNone() {
        ClaimSubmitted claim = Submissions.bare()
                .setProvider(" ")
                .setAccident(Accident.newBuilder().setType("").build())
                .build();

        ClaimAccepted accepted = accepted(decide(claim, Optional.empty())).claim();

        assertThat(accepted.getProviderPseudonym()).isEmpty();
        assertThat(accepted.getAccident().getType()).isEmpty();
        assertThat(accepted.getEventTime()).isEqualTo(INGESTED_AT);
    }

    @Test
    void shouldJoinNothingButTheRevisionsOfAClaimOnceAPersonIsErased() {
        // Given
        Pseudonyms erased = references -> {
            Map<Reference, Pseudonym> known = new HashMap<>(PSEUDONYMISER.of(references));
            known.replaceAll(
                    (reference, it) -> reference.kind() == Kind.CLAIMANT ? new Pseudonym(Optional.empty(), "k0") : it);
            return known;
        };
        ClaimSubmitted first = Submissions.valid().build();
        ClaimSubmitted second = Submissions.valid().setRevision(9).build();
        ClaimSubmitted other = Submissions.valid().setClaimId("another").build();

        // When
        List<ClaimAccepted> accepted = Stream.of(first, second, other)
                .map(it -> accepted(IngestDecision.decide(it, Optional.empty(), INGESTED_AT, REF, erased))
                        .claim())
                .toList();

        // Then
        String pseudonym = accepted.get(0).getClaimantPseudonym();
        assertThat(Pseudonym.isOfErased(pseudonym)).isTrue();
        assertThat(accepted.get(1).getClaimantPseudonym()).isEqualTo(pseudonym);
        assertThat(accepted.get(2).getClaimantPseudonym()).isNotEqualTo(pseudonym);
        String policy = accepted.get(0).getPolicyPseudonym();
        assertThat(Pseudonym.isOfErased(policy)).isTrue();
        assertThat(policy).isNotEqualTo(pseudonym);
        assertThat(accepted.get(1).getPolicyPseudonym()).isEqualTo(policy);
        assertThat(accepted.get(2).getPolicyPseudonym()).isNotEqualTo(policy);
        assertThat(accepted.get(0).getPseudonymKeyId()).isEqualTo("k0");
    }

    @Test
    void shouldAskForPseudonymsOnlyOfAClaimThatIsAccepted() {
        // Given
        Pseudonyms nobody = references -> {
            throw new AssertionError("Expected no question.");
        };
        ClaimSubmitted claim = Submissions.valid().build();
        ClaimRevisions known = accepted(decide(claim, Optional.empty())).next();

        // Then
        assertThat(IngestDecision.decide(claim, Optional.of(known), INGESTED_AT, REF, nobody))
                .isInstanceOf(IngestOutcome.Duplicate.class);
        assertThat(IngestDecision.decide(
                        Submissions.valid().setRevision(0).build(), Optional.empty(), INGESTED_AT, REF, nobody))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void shouldRecogniseARedelivery() {
        ClaimSubmitted claim = Submissions.valid().build();
        ClaimRevisions known = accepted(decide(claim, Optional.empty())).next();

        assertThat(decide(claim, Optional.of(known))).isInstanceOf(IngestOutcome.Duplicate.class);
    }

    @Test
    void shouldRecogniseARedeliveryLongAfterALaterRevision() {
        ClaimSubmitted first = Submissions.valid().build();
        ClaimRevisions known = accepted(decide(first, Optional.empty())).next();
        known = accepted(decide(revision(2, "B"), Optional.of(known))).next();

        assertThat(decide(first, Optional.of(known))).isInstanceOf(IngestOutcome.Duplicate.class);
    }

    @Test
    void shouldRejectAStaleRevision() {
        ClaimRevisions known =
                accepted(decide(revision(3, "A"), Optional.empty())).next();

        assertThat(codes(decide(revision(2, "A"), Optional.of(known)))).containsExactly("STALE_REVISION");
    }

    @Test
    void shouldRejectAKnownRevisionWithOtherContent() {
        ClaimRevisions known =
                accepted(decide(revision(3, "A"), Optional.empty())).next();

        assertThat(codes(decide(revision(3, "B"), Optional.of(known)))).containsExactly("REVISION_CONFLICT");
    }

    @Test
    void shouldNameBrokenRulesAndTheStaleRevisionTogether() {
        ClaimRevisions known =
                accepted(decide(revision(3, "A"), Optional.empty())).next();
        ClaimSubmitted broken =
                Submissions.valid().setRevision(2).setCurrency("GBX").build();

        assertThat(codes(decide(broken, Optional.of(known)))).containsExactly("CURRENCY_UNKNOWN", "STALE_REVISION");
    }

    @Test
    void shouldRejectARedeliveredRejectionAgain() {
        ClaimSubmitted broken = Submissions.valid().setPolicy("").build();

        ClaimRejected rejection = ((Rejected) decide(broken, Optional.empty())).rejection();

        assertThat(rejection.getContentHash()).isEqualTo(ContentHash.of(broken));
        assertThat(rejection.getSubmitted()).isEqualTo(REF);
        assertThat(codes(decide(broken, Optional.empty()))).containsExactly("TEXT_BLANK");
    }

    @Test
    void shouldFoldEveryCase() {
        assertThat(List.<IngestOutcome>of(
                                decide(Submissions.valid().build(), Optional.empty()),
                                decide(Submissions.valid().setPolicy("").build(), Optional.empty()),
                                new IngestOutcome.Duplicate())
                        .stream()
                        .map(outcome -> outcome.fold(it -> "accepted", it -> "rejected", () -> "duplicate")))
                .containsExactly("accepted", "rejected", "duplicate");
    }

    /** Whatever arrives in whatever order: each accepted revision once, ascending, and everything else answered. */
    @Property
    void shouldAcceptEachRevisionOnceAndInOrder(@ForAll("deliveries") List<ClaimSubmitted> deliveries) {
        Optional<ClaimRevisions> known = Optional.empty();
        List<Integer> acceptedRevisions = new ArrayList<>();
        Set<String> acceptedHashes = new HashSet<>();
        for (ClaimSubmitted delivery : deliveries) {
            IngestOutcome outcome = decide(delivery, known);
            if (outcome instanceof Accepted accepted) {
                known = Optional.of(accepted.next());
                acceptedRevisions.add(delivery.getRevision());
                assertThat(acceptedHashes.add(ContentHash.of(delivery))).isTrue();
            }
            assertThat(outcome instanceof IngestOutcome.Duplicate)
                    .isEqualTo(!(outcome instanceof Accepted) && acceptedHashes.contains(ContentHash.of(delivery)));
        }
        assertThat(acceptedRevisions).isSorted().doesNotHaveDuplicates();
        assertThat(acceptedRevisions)
                .contains(deliveries.stream()
                        .mapToInt(ClaimSubmitted::getRevision)
                        .max()
                        .orElseThrow());
    }

    @Provide
    Arbitrary<List<ClaimSubmitted>> deliveries() {
        return Combinators.combine(Arbitraries.integers().between(1, 4), Arbitraries.of("A", "B"))
                .as(IngestDecisionTest::revision)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static ClaimSubmitted revision(int revision, String policy) {
        return Submissions.valid().setRevision(revision).setPolicy(policy).build();
    }

    private static IngestOutcome decide(ClaimSubmitted claim, Optional<ClaimRevisions> known) {
        return IngestDecision.decide(claim, known, INGESTED_AT, REF, PSEUDONYMISER);
    }

    private static Accepted accepted(IngestOutcome outcome) {
        return (Accepted) outcome;
    }

    private static List<String> codes(IngestOutcome outcome) {
        return ((Rejected) outcome)
                .rejection().getViolations().stream().map(Violation::getCode).toList();
    }
}
