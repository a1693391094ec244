package io.claimstream.domain.ingest;

import io.claimstream.domain.claim.EventTime;
import io.claimstream.domain.claim.Pseudonym;
import io.claimstream.domain.claim.Pseudonyms;
import io.claimstream.domain.claim.Reference;
import io.claimstream.domain.claim.References;
import io.claimstream.event.Accident;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimProtected;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.Injury;
import io.claimstream.event.ProtectedAttributes;
import io.claimstream.event.RecordRef;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the accepted record of a valid revision: references become pseudonyms (that of the policy none of its own when the claimant is erased), protected attributes are split off, free
 * text and the personal block stay behind (whoever writes it seals the block), and a blank optional text is as good as none.
 */
record Acceptance(ClaimSubmitted claim, Instant ingestedAt, RecordRef submitted, String contentHash) {

    ClaimAccepted accepted(Pseudonyms pseudonyms) {
        References references = References.of(claim);
        Map<Reference, Pseudonym> known = pseudonyms.of(references.all());
        return ClaimAccepted.newBuilder()
                .setInsurer(claim.getInsurer())
                .setClaimId(claim.getClaimId())
                .setRevision(claim.getRevision())
                .setSubmittingSystem(claim.getSubmittingSystem())
                .setPolicyPseudonym(policy(references, known))
                .setClaimantPseudonym(text(references.claimant(), known))
                .setProviderPseudonym(
                        references.provider().map(it -> text(it, known)).orElse(null))
                .setPseudonymKeyId(of(references.claimant(), known).keyId())
                .setLineOfBusiness(claim.getLineOfBusiness())
                .setCurrency(claim.getCurrency())
                .setEventTime(EventTime.of(claim, ingestedAt))
                .setClaimDate(claim.getClaimDate().orElse(null))
                .setAnswerDueAt(claim.getAnswerDueAt().orElse(null))
                .setAccident(accident(claim.getAccident()))
                .setInjury(injury(claim.getInjury()))
                .setHeadsOfLoss(claim.getHeadsOfLoss())
                .setContentHash(contentHash)
                .setSubmitted(submitted)
                .build();
    }

    Optional<ClaimProtected> protectedAttributes() {
        return claim.getProtectedAttributes().flatMap(this::protectedAttributes);
    }

    private Optional<ClaimProtected> protectedAttributes(ProtectedAttributes attributes) {
        @Nullable String gender = given(attributes.getGender());
        if (gender == null && attributes.getDriverAge().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ClaimProtected.newBuilder()
                .setInsurer(claim.getInsurer())
                .setClaimId(claim.getClaimId())
                .setRevision(claim.getRevision())
                .setDriverAge(attributes.getDriverAge().orElse(null))
                .setGender(gender)
                .setSubmitted(submitted)
                .build());
    }

    /** That of somebody who was erased would join this claim to their earlier ones. */
    private String policy(References references, Map<Reference, Pseudonym> known) {
        Pseudonym policy = of(references.policy(), known);
        boolean isErased = of(references.claimant(), known).text().isEmpty();
        return (isErased ? new Pseudonym(Optional.empty(), policy.keyId()) : policy)
                .in(claim.getClaimId(), references.policy());
    }

    private String text(Reference reference, Map<Reference, Pseudonym> known) {
        return of(reference, known).in(claim.getClaimId(), reference);
    }

    private static Pseudonym of(Reference reference, Map<Reference, Pseudonym> known) {
        return Objects.requireNonNull(known.get(reference), "Expected a pseudonym for every reference.");
    }

    static Accident accident(Accident accident) {
        return Accident.newBuilder(accident)
                .setType(given(accident.getType()))
                .setWeather(given(accident.getWeather()))
                .setVehicleType(given(accident.getVehicleType()))
                .build();
    }

    static Injury injury(Injury injury) {
        return Injury.newBuilder(injury)
                .setPrognosis(given(injury.getPrognosis()))
                .setDominantInjury(given(injury.getDominantInjury()))
                .build();
    }

    private static @Nullable String given(Optional<String> text) {
        return text.filter(it -> !it.isBlank()).orElse(null);
    }
}
