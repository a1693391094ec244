package io.claimstream.ingest;

import io.claimstream.domain.claim.Pseudonym;
import io.claimstream.domain.claim.Reference;
import io.claimstream.domain.claim.References;
import io.claimstream.domain.validation.ClaimValidation;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.platform.ahead.Ahead;
import io.claimstream.platform.seal.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Has pseudonyms and keys of persons ready for claims that are decided soon, those of many claims in one transaction each: a transaction for every claim halves what the pipeline
 * does a second. Thread-safe.
 */
final class PeopleAhead {

    private final Supplier<People> people;
    private final Ahead<Wanted> ahead = new Ahead<>("people-ahead", this::prepare);

    /** What a claim needs. */
    private record Wanted(References references, boolean isSealed) {

        static Wanted of(ClaimSubmitted claim) {
            return new Wanted(References.of(claim), PersonalBlocks.needKey(claim));
        }

        Optional<Subject> subject(Map<Reference, Pseudonym> known) {
            return Objects.requireNonNull(known.get(references.claimant()))
                    .text()
                    .filter(it -> isSealed)
                    .map(it -> new Subject(references.claimant().insurer(), it));
        }
    }

    PeopleAhead(Supplier<People> people) {
        this.people = people;
    }

    /**
     * Begins with what a claim needs, when nothing in the claim itself speaks against it; returns at once.
     *
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database cannot be opened
     */
    void expect(ClaimSubmitted claim, Instant ingestedAt) {
        if (ClaimValidation.check(claim, ingestedAt).isEmpty()) {
            // Whoever cannot open it waits here, with nothing under way.
            People unused = people.get();
            ahead.want(Wanted.of(claim));
        }
    }

    /** Waits while it is on its way. What did not come is made when it is asked for. */
    void await(ClaimSubmitted claim) {
        ahead.await(Wanted.of(claim));
    }

    private void prepare(List<Wanted> all) {
        Set<Reference> references =
                all.stream().flatMap(it -> it.references().all().stream()).collect(Collectors.toSet());
        People there = people.get();
        Map<Reference, Pseudonym> known = there.pseudonyms().of(references);
        there.sealer()
                .prepare(all.stream().flatMap(it -> it.subject(known).stream()).collect(Collectors.toSet()));
    }
}
