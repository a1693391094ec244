package io.claimstream.ingest;

import io.claimstream.domain.claim.Pseudonym;
import io.claimstream.domain.claim.Pseudonymiser;
import io.claimstream.domain.claim.Pseudonyms;
import io.claimstream.domain.claim.Reference;
import io.claimstream.platform.pseudonym.KeyedDigest;
import io.claimstream.platform.pseudonym.Known;
import io.claimstream.platform.pseudonym.Named;
import io.claimstream.platform.pseudonym.PersonPseudonyms;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Pseudonyms as the database has them. Thread-safe. */
record ClaimPseudonyms(PersonPseudonyms kept) implements Pseudonyms {

    /** What references are looked up by. It computed pseudonyms once, and must never change. */
    static KeyedDigest digest(byte[] key) {
        Pseudonymiser hmac = new Pseudonymiser(key, PseudonymKeyFiles.idOf(key));
        return named -> hmac.pseudonym(Pseudonymiser.Kind.valueOf(named.kind()), named.insurer(), named.reference());
    }

    @Override
    public Map<Reference, Pseudonym> of(Collection<Reference> references) {
        Map<Named, Known> known =
                kept.of(references.stream().map(ClaimPseudonyms::named).toList());
        Map<Reference, Pseudonym> all = new HashMap<>();
        references.forEach(it -> all.put(it, pseudonym(Objects.requireNonNull(known.get(named(it))))));
        return all;
    }

    private static Named named(Reference reference) {
        return new Named(reference.kind().name(), reference.insurer(), reference.value());
    }

    private static Pseudonym pseudonym(Known known) {
        return new Pseudonym(known.pseudonym(), known.keyId());
    }
}
