package io.claimstream.platform.pseudonym;

import io.claimstream.platform.database.DatabaseUnavailableException;
import io.claimstream.platform.destruction.Destructions;
import io.claimstream.platform.destruction.Remembered;
import io.claimstream.platform.pseudonym.PseudonymTable.Fresh;
import io.claimstream.platform.pseudonym.PseudonymTable.Mark;
import io.claimstream.platform.pseudonym.PseudonymTable.Move;
import io.claimstream.platform.pseudonym.PseudonymTable.Row;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * One pseudonym for each policy, claimant and provider of an insurer, made by chance when it is first needed and looked up ever after. However many processes need one at once, and
 * whatever key they are about to look under, there is one. A destroyed one stays destroyed: no other is made. One that is destroyed by another process is forgotten here as
 * {@link Destructions} says: within a second, and within 30 when the database is away. Thread-safe.
 */
public final class PersonPseudonyms {

    /**
     * Enough for claims on their way through the repartition topic, up to three for each; one that is forgotten is looked up again. Roughly 300 bytes each: 60 MiB when all are
     * there.
     */
    private static final int REMEMBERED = 196_608;

    /** Each time somebody else was first, or the keys had changed. */
    private static final int ATTEMPTS = 20;

    private final PseudonymTable table;
    private final KeyRing keys;
    private final Supplier<String> chance;
    private final Clock clock;
    private final Destructions destructions;
    private final Remembered<Named, Known> remembered = new Remembered<>(REMEMBERED);

    /**
     * What was found, and what is to be written so that all are known.
     *
     * @param absent lookups under earlier keys of those who are entered: a mark may be left there meanwhile
     */
    private record Found(Map<Named, Known> known, List<Fresh> fresh, List<String> absent, List<Move> moves) {

        boolean isWritten() {
            return fresh.isEmpty() && moves.isEmpty();
        }
    }

    /**
     * Pseudonyms in a database.
     *
     * @param hadPseudonyms asked once, when there is no key yet: whether pseudonyms were computed with the first key before there were rows. Everybody then keeps that one.
     */
    public PersonPseudonyms(
            Jdbi jdbi, PseudonymKeyFiles files, KeyedDigest.Maker digests, BooleanSupplier hadPseudonyms, Clock clock) {
        this(jdbi, new KeyRing(jdbi, files, digests, hadPseudonyms, clock), new Chance(), clock);
    }

    /** @param chance gives a text that it never gives again */
    PersonPseudonyms(Jdbi jdbi, KeyRing keys, Supplier<String> chance, Clock clock) {
        this.table = new PseudonymTable(jdbi);
        this.keys = keys;
        this.chance = chance;
        this.clock = clock;
        this.destructions = new Destructions(jdbi, clock);
    }

    /**
     * What is known of each, made where there is nothing yet.
     *
     * @throws DatabaseUnavailableException when the database is away
     * @throws PseudonymKeyMissingException when a key that is looked under is not here
     */
    public Map<Named, Known> of(Collection<Named> all) {
        Map<Named, Known> known = new HashMap<>();
        if (all.isEmpty()) {
            return known;
        }
        // From before any other question: whoever destroys one after it counts on that.
        long generation = destructions.generation();
        Set<Named> missing = new LinkedHashSet<>();
        for (Named one : all) {
            @Nullable Known cached = remembered.get(one, generation);
            if (cached == null) {
                missing.add(one);
            } else {
                known.put(one, cached);
            }
        }
        if (!missing.isEmpty()) {
            Map<Named, Known> resolved = resolve(missing, generation);
            resolved.forEach((one, it) -> remembered.put(one, it, generation));
            known.putAll(resolved);
        }
        return known;
    }

    /**
     * Destroys a pseudonym for good: nothing leads from what a claim says to it any more, and no other is made.
     *
     * @param kind as it was named
     * @throws DatabaseUnavailableException when the database is away
     * @throws PseudonymKeyMissingException when a key that is looked under is not here
     */
    public void destroy(String kind, String insurer, String pseudonym) {
        // Somebody of before there were rows, who has none yet, must not get that pseudonym back.
        @Nullable
        Mark mark = keys.under(destructions.generation())
                .computing()
                .map(key -> new Mark(key.number(), Lookup.of(pseudonym)))
                .orElse(null);
        try {
            table.destroy(kind, insurer, pseudonym, mark, clock.instant());
        } finally {
            // Whoever reads the old row at this moment remembers it under the old number.
            destructions.forget();
            remembered.clear();
        }
    }

    /** Whoever is entered by another process at this moment is found when looked for again. */
    private Map<Named, Known> resolve(Set<Named> missing, long generation) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Ring ring = keys.under(generation);
            Found found = look(ring, missing);
            if (found.isWritten()
                    || table.write(ring.numbers(), found.fresh(), found.absent(), found.moves(), clock.instant())) {
                return found.known();
            }
            keys.forget();
        }
        throw new DatabaseUnavailableException(
                new IllegalStateException("Expected to enter pseudonyms, but somebody else always came first."));
    }

    /** Under the last key first; what is found under an earlier one comes under the last. */
    private Found look(Ring ring, Set<Named> wanted) {
        Found found = new Found(new HashMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<Named> missing = new LinkedHashSet<>(wanted);
        lookUnder(ring.newest(), missing, ring, found);
        for (Ring.Key older : ring.older()) {
            lookUnder(older, missing, ring, found);
        }
        for (Named one : missing) {
            ring.older().forEach(older -> found.absent().add(lookup(older, one)));
            String pseudonym = ring.computing().map(key -> key.digest().of(one)).orElseGet(chance);
            found.fresh().add(new Fresh(lookup(ring.newest(), one), one, pseudonym));
            found.known().put(one, known(pseudonym, ring.newest().number(), ring));
        }
        return found;
    }

    private void lookUnder(Ring.Key key, Set<Named> missing, Ring ring, Found found) {
        if (missing.isEmpty()) {
            return;
        }
        Map<Named, String> lookups = new HashMap<>();
        missing.forEach(it -> lookups.put(it, lookup(key, it)));
        Map<String, Row> rows = table.find(lookups.values());
        lookups.forEach((one, lookup) -> {
            Row row = rows.get(lookup);
            if (row != null) {
                missing.remove(one);
                found.known().put(one, known(row.pseudonym(), row.madeUnder(), ring));
                if (key.number() != ring.newest().number()) {
                    found.moves().add(new Move(lookup, lookup(ring.newest(), one)));
                }
            }
        });
    }

    private static String lookup(Ring.Key key, Named one) {
        return Lookup.of(key.digest().of(one));
    }

    private static Known known(@Nullable String pseudonym, int madeUnder, Ring ring) {
        return new Known(
                Optional.ofNullable(pseudonym),
                Objects.requireNonNull(ring.ids().get(madeUnder), "Expected the key that a row was made under."));
    }
}
