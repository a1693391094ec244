package io.claimstream.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.Pence;
import io.claimstream.domain.feature.ExampleClaims;
import io.claimstream.domain.history.HistoryFacts.Fact;
import io.claimstream.domain.history.HistoryFacts.Revision;
import io.claimstream.domain.history.HistoryFacts.Settlement;
import io.claimstream.domain.history.HistoryFacts.Withdrawal;
import io.claimstream.event.HistoryDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * The order of arrival and redeliveries do not matter to the buckets; a slow reference that knows all facts at once agrees. Only the revisions
 * of one claim come in ascending order, as claim-ingest accepts them in no other.
 */
class HistoryProperties {

    private static final int TRIES = 300;

    @Property(tries = TRIES)
    void shouldLeadToTheSameDaysInAnyOrderWithAnyDuplicates(
            @ForAll("arrivals") Tuple2<List<Fact>, List<Fact>> arrivals) {
        // When
        Map<String, SortedMap<Integer, HistoryDay>> once =
                HistoryFacts.of(arrivals.get1()).days();
        Map<String, SortedMap<Integer, HistoryDay>> shuffled =
                HistoryFacts.of(arrivals.get2()).days();

        // Then
        assertThat(shuffled).isEqualTo(once).isEqualTo(Reference.days(arrivals.get1()));
    }

    @Property(tries = TRIES)
    void shouldKeepTheOrderOfDaysInTheTextOfTheirKeys(@ForAll int one, @ForAll int other) {
        // Given
        DayKey first = new DayKey("albion|CLAIMANT|p|GBP", one);
        DayKey second = new DayKey("albion|CLAIMANT|p|GBP", other);

        // When
        int order = first.text().compareTo(second.text());

        // Then
        assertThat(Integer.signum(order)).isEqualTo(Integer.compare(one, other));
        assertThat(DayKey.parse(first.text())).isEqualTo(first);
    }

    @Provide
    Arbitrary<Tuple2<List<Fact>, List<Fact>>> arrivals() {
        return facts().flatMap(facts -> Combinators.combine(
                        Arbitraries.shuffle(facts), Arbitraries.of(facts).list().ofMaxSize(6))
                .as((shuffled, again) -> {
                    List<Fact> other = new ArrayList<>(ascending(shuffled));
                    other.addAll(again);
                    return Tuple.of(ascending(facts), other);
                }));
    }

    /** The same places for the facts of a claim that are revisions, but the lower ones first. */
    private static List<Fact> ascending(List<Fact> facts) {
        Map<String, Queue<Revision>> revisions = new HashMap<>();
        facts.stream()
                .filter(Revision.class::isInstance)
                .map(Revision.class::cast)
                .forEach(it -> revisions
                        .computeIfAbsent(
                                it.claimId(), claim -> new PriorityQueue<>(Comparator.comparing(Revision::revision)))
                        .add(it));
        return facts.stream()
                .map(fact -> fact instanceof Revision
                        ? Objects.requireNonNull(revisions.get(fact.claimId())).remove()
                        : fact)
                .toList();
    }

    // A fact is redelivered as it was, so equal identities must have equal contents.
    private static Arbitrary<List<Fact>> facts() {
        return fact().list().ofMinSize(1).ofMaxSize(25).map(facts -> {
            Map<String, Fact> distinct = new LinkedHashMap<>();
            facts.forEach(fact -> distinct.putIfAbsent(identity(fact), fact));
            return List.copyOf(distinct.values());
        });
    }

    private static String identity(Fact fact) {
        if (fact instanceof Revision revision) {
            return revision.claimId() + "/" + revision.revision();
        }
        return fact instanceof Settlement settlement
                ? settlement.feedbackId()
                : "w-" + ((Withdrawal) fact).settlementId();
    }

    private static Arbitrary<Fact> fact() {
        Arbitrary<String> claim = Arbitraries.of("c-1", "c-2", "c-3");
        Arbitrary<Integer> number = Arbitraries.integers().between(1, 4);
        Arbitrary<Integer> day = Arbitraries.integers().between(-3, 3);
        Arbitrary<Long> amount = Arbitraries.longs().between(0, 1_000_000_000_000L);
        Arbitrary<String> provider = Arbitraries.of("p-1", "p-2").injectNull(0.3);
        Arbitrary<String> currency = Arbitraries.of("GBP", "EUR", "PLN");
        return Arbitraries.oneOf(
                Combinators.combine(claim, number, Arbitraries.of("a", "b"), provider, day, amount, currency)
                        .as((c, n, who, at, d, pence, in) -> (Fact) new Revision(c, n, who, at, d, pence, in)),
                Combinators.combine(claim, number, day, amount, number.injectNull(0.5))
                        .as((c, n, d, pence, on) -> (Fact) new Settlement(c, c + "-f" + n, d, pence, on)),
                Combinators.combine(claim, number, day).as((c, n, d) -> (Fact) new Withdrawal(c, c + "-f" + n, d)));
    }

    /**
     * Looks at all facts at once: the latest revision of each claim, its latest standing settlement if that is about a revision in the same
     * currency, added up by day.
     */
    private static final class Reference {

        private final Map<String, SortedMap<Integer, HistoryDay>> days = new TreeMap<>();

        static Map<String, SortedMap<Integer, HistoryDay>> days(List<Fact> facts) {
            Reference reference = new Reference();
            Set<String> claims = new HashSet<>();
            facts.forEach(fact -> claims.add(fact.claimId()));
            claims.forEach(claim -> reference.add(
                    facts.stream().filter(fact -> fact.claimId().equals(claim)).toList()));
            return reference.days;
        }

        private void add(List<Fact> facts) {
            Set<String> withdrawn = new HashSet<>();
            facts.stream()
                    .filter(Withdrawal.class::isInstance)
                    .forEach(fact -> withdrawn.add(((Withdrawal) fact).settlementId()));
            List<Revision> revisions = facts.stream()
                    .filter(Revision.class::isInstance)
                    .map(Revision.class::cast)
                    .sorted(Comparator.comparing(Revision::revision))
                    .toList();
            Optional<Settlement> settlement = facts.stream()
                    .filter(Settlement.class::isInstance)
                    .map(Settlement.class::cast)
                    .filter(one -> !withdrawn.contains(one.feedbackId()))
                    .filter(one -> currency(one, revisions).isPresent())
                    .max(Comparator.comparing(Settlement::day).thenComparing(Settlement::feedbackId));
            if (!revisions.isEmpty()) {
                Revision latest = revisions.get(revisions.size() - 1);
                add(latest, settlement.filter(one -> currency(one, revisions).equals(Optional.of(latest.currency()))));
            }
        }

        /** The currency of the revision named; of a claim as a whole, that of its latest revision by then, or of its first. */
        private static Optional<String> currency(Settlement settlement, List<Revision> ascending) {
            String currency = null;
            for (Revision revision : ascending) {
                boolean isNamed = settlement.revision() != null && settlement.revision() == revision.revision();
                boolean isByThen =
                        settlement.revision() == null && (currency == null || revision.day() <= settlement.day());
                if (isNamed || isByThen) {
                    currency = revision.currency();
                }
            }
            return Optional.ofNullable(currency);
        }

        private void add(Revision revision, Optional<Settlement> settlement) {
            String in = "|" + revision.currency();
            List<String> entities = new ArrayList<>(List.of("albion|CLAIMANT|" + revision.claimant() + in));
            if (revision.provider() != null) {
                entities.add("albion|PROVIDER|" + revision.provider() + in);
            }
            long claimed =
                    Pence.of(revision.claim().getHeadsOfLoss().getSpecialFixes().orElseThrow());
            for (String entity : entities) {
                add(entity, revision.day(), new HistoryDay(1, claimed, 0, 0L, 0L));
                settlement.ifPresent(paid -> add(entity, paid.day(), new HistoryDay(0, 0L, 1, paid.pence(), claimed)));
            }
        }

        private void add(String entity, int day, HistoryDay bucket) {
            days.computeIfAbsent(entity, e -> new TreeMap<>())
                    .merge(ClaimHistory.day(ExampleClaims.EVENT_TIME) + day, bucket, Reference::sum);
        }

        private static HistoryDay sum(HistoryDay one, HistoryDay other) {
            return HistoryDays.plus(one, other);
        }
    }
}
