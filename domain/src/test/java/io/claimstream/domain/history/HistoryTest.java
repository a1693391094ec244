package io.claimstream.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.domain.feature.ExampleClaims;
import io.claimstream.domain.history.HistoryFacts.Fact;
import io.claimstream.domain.history.HistoryFacts.Revision;
import io.claimstream.domain.history.HistoryFacts.Settlement;
import io.claimstream.domain.history.HistoryFacts.Withdrawal;
import io.claimstream.domain.history.HistoryReplay.Difference;
import io.claimstream.domain.history.HistoryReplay.Logged;
import io.claimstream.domain.history.HistoryReplay.Problem;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.EntityKind;
import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.RecordRef;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    static {
        TrustedEvents.trust();
    }

    @Test
    void shouldWriteOneEventForEachEntityTouched() {
        // Given
        HistoryFacts facts = HistoryFacts.of(List.of(new Revision("c-1", 1, "ann", "clinic", 0, 1000)));

        // When
        List<HistoryEvent> events = facts.arrive(new Revision("c-1", 2, "bob", "clinic", 1, 2000));

        // Then
        assertThat(events).extracting(HistoryEvent::getEntity).containsExactly("ann", "bob", "clinic");
        assertThat(events).extracting(event -> event.getRetracted().isPresent()).containsExactly(true, false, true);
        assertThat(events).extracting(event -> event.getAdded().isPresent()).containsExactly(false, true, true);
        assertThat(events).extracting(HistoryEvent::getSnapshotWanted).containsExactly(false, true, true);
    }

    @Test
    void shouldLeaveTheHistoryOfTheOldCurrencyAndEnterThatOfTheNewOne() {
        // Given
        HistoryFacts facts = HistoryFacts.of(List.of(new Revision("c-1", 1, "ann", "clinic", 0, 1000, "GBP")));

        // When
        List<HistoryEvent> events = facts.arrive(new Revision("c-1", 2, "ann", "clinic", 1, 2000, "EUR"));

        // Then
        assertThat(events)
                .extracting(event -> EntityKey.of(event).text())
                .containsExactly(
                        "albion|CLAIMANT|ann|GBP",
                        "albion|CLAIMANT|ann|EUR",
                        "albion|PROVIDER|clinic|GBP",
                        "albion|PROVIDER|clinic|EUR");
        assertThat(events)
                .extracting(event -> event.getRetracted().isPresent())
                .containsExactly(true, false, true, false);
        assertThat(events).extracting(event -> event.getAdded().isPresent()).containsExactly(false, true, false, true);
        assertThat(facts.days()).containsOnlyKeys("albion|CLAIMANT|ann|EUR", "albion|PROVIDER|clinic|EUR");
    }

    @Test
    void shouldSeeOnlyHistoryInTheCurrencyOfTheClaim() {
        // Given
        List<Fact> facts = List.of(
                new Revision("c-1", 1, "ann", null, -20, 1000, "GBP"),
                new Revision("c-2", 1, "ann", null, -10, 70_000, "EUR"),
                new Settlement("c-2", "f-1", -5, 6000));

        // When
        EntitySnapshot snapshot = snapshot(facts, "ann", 0);

        // Then
        assertThat(snapshot.getClaims90()).isEqualTo(1);
        assertThat(snapshot.getClaimedPence90()).isEqualTo(100);
        assertThat(snapshot.getSettledPence90()).isZero();
        assertThat(snapshot.getDaysSinceLastClaim()).contains(20);
    }

    @Test
    void shouldNotCountASettlementPaidInAnotherCurrencyThanTheClaimHasNow() {
        // Given
        List<Fact> revisions = List.of(
                new Revision("c-1", 1, "ann", null, 0, 1000, "GBP"),
                new Revision("c-1", 2, "ann", null, 20, 1000, "EUR"));
        HistoryFacts before = HistoryFacts.of(revisions);
        HistoryFacts named = HistoryFacts.of(revisions);
        HistoryFacts after = HistoryFacts.of(revisions);
        HistoryFacts ofScore = HistoryFacts.of(revisions);

        // When
        List<HistoryEvent> paidBefore = before.arrive(new Settlement("c-1", "f-1", 10, 90));
        List<HistoryEvent> paidOnTheFirst = named.arrive(new Settlement("c-1", "f-1", 30, 90, 1));
        List<HistoryEvent> paidAfter = after.arrive(new Settlement("c-1", "f-1", 30, 90));
        List<HistoryEvent> paidOnTheSecond = before.arrive(new Settlement("c-1", "f-2", 11, 80, 2));
        HistoryTransition paidOnTheFirstScore = ClaimHistory.feedback(
                ofScore.stateOf("c-1"),
                HistoryFacts.feedback("c-1", "f-1", FeedbackKind.SETTLED, 30)
                        .setAmount(new BigDecimal("0.90"))
                        .setScoreId(ScoreId.live("albion", "c-1", 1).text())
                        .build());

        // Then
        assertThat(paidBefore).isEmpty();
        assertThat(paidOnTheFirst).isEmpty();
        assertThat(paidOnTheFirstScore.events()).isEmpty();
        assertThat(paidAfter).singleElement().satisfies(event -> assertThat(
                        event.getAdded().orElseThrow().getSettledPence())
                .contains(90L));
        assertThat(paidOnTheSecond).singleElement().satisfies(event -> assertThat(
                        event.getAdded().orElseThrow().getSettledPence())
                .contains(80L));
    }

    @Test
    void shouldWaitForTheRevisionThatASettlementNames() {
        // Given
        HistoryFacts facts = HistoryFacts.of(List.of(
                new Revision("c-1", 1, "ann", null, 0, 1000, "GBP"),
                new Settlement("c-1", "f-1", 3, 70),
                new Settlement("c-1", "f-2", 5, 90, 2)));

        // When
        List<HistoryEvent> events = facts.arrive(new Revision("c-1", 2, "ann", null, 1, 2000, "GBP"));

        // Then
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getRetracted().orElseThrow().getSettledPence()).contains(70L);
            assertThat(event.getAdded().orElseThrow().getSettledPence()).contains(90L);
        });
    }

    @Test
    void shouldRememberTheLatestRevisionsOnly() {
        // Given
        HistoryFacts facts = new HistoryFacts();

        // When
        for (int revision = 1; revision <= AcceptedRevisions.LIMIT + 1; revision++) {
            facts.arrive(new Revision("c-1", revision, "ann", null, 0, 1000));
        }

        // Then
        assertThat(facts.stateOf("c-1").getAccepted())
                .hasSize(AcceptedRevisions.LIMIT)
                .first()
                .satisfies(lowest -> assertThat(lowest.getRevision()).isEqualTo(2));
    }

    @Test
    void shouldCountTheLatestSettlementAndItsPredecessorOnceItIsWithdrawn() {
        // Given
        HistoryFacts facts = HistoryFacts.of(List.of(
                new Revision("c-1", 1, "ann", null, 0, 1000),
                new Settlement("c-1", "f-2", 9, 222),
                new Settlement("c-1", "f-1", 5, 111)));

        // When
        List<HistoryEvent> events = facts.arrive(new Withdrawal("c-1", "f-2", 10));

        // Then
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getRetracted().orElseThrow().getSettledPence()).contains(222L);
            assertThat(event.getAdded().orElseThrow().getSettledPence()).contains(111L);
        });
    }

    @Test
    void shouldSayNothingOfFeedbackThatChangesNothing() {
        // Given
        HistoryFacts facts = HistoryFacts.of(
                List.of(new Revision("c-1", 1, "ann", null, 0, 1000), new Settlement("c-1", "f-2", 9, 222)));

        // When
        List<HistoryEvent> earlier = facts.arrive(new Settlement("c-1", "f-1", 5, 111));
        List<HistoryEvent> again = facts.arrive(new Settlement("c-1", "f-2", 9, 222));
        HistoryTransition corrected = ClaimHistory.feedback(
                ClaimHistory.UNKNOWN,
                HistoryFacts.feedback("c-1", "f-3", FeedbackKind.CORRECTED, 9).build());
        HistoryTransition withoutAmount = ClaimHistory.feedback(
                ClaimHistory.UNKNOWN,
                HistoryFacts.feedback("c-1", "f-4", FeedbackKind.SETTLED, 9).build());

        // Then
        assertThat(earlier).isEmpty();
        assertThat(again).isEmpty();
        assertThat(corrected.fresh()).isFalse();
        assertThat(withoutAmount.fresh()).isFalse();
    }

    @Test
    void shouldCutWindowsByTheDayAndLookBackFurtherForTheLastClaim() {
        // Given
        List<Fact> facts = new ArrayList<>();
        int[] days = {-700, -365, -364, -90, -89, 0, 1};
        for (int i = 0; i < days.length; i++) {
            facts.add(new Revision("c-" + i, 1, "ann", null, days[i], 1000L << i));
        }

        // When
        EntitySnapshot snapshot = snapshot(facts, "ann", 0);
        EntitySnapshot longAfter = snapshot(List.of(facts.get(0)), "ann", 0);
        EntitySnapshot none = snapshot(facts, "bob", 0);

        // Then
        assertThat(snapshot.getClaims90()).isEqualTo(2);
        assertThat(snapshot.getClaimedPence90()).isEqualTo((100L << 4) + (100L << 5));
        assertThat(snapshot.getClaims365()).isEqualTo(4);
        assertThat(snapshot.getDaysSinceLastClaim()).contains(0);
        assertThat(longAfter.getClaims365()).isZero();
        assertThat(longAfter.getDaysSinceLastClaim()).contains(700);
        assertThat(none.getDaysSinceLastClaim()).isEmpty();
    }

    @Test
    void shouldFindEveryKindOfDifference() {
        // Given
        Revision one = new Revision("c-1", 1, "ann", "clinic", 0, 1000);
        Revision two = new Revision("c-2", 1, "ann", null, 1, 2000);
        Revision three = new Revision("c-3", 1, "bob", null, 1, 3000);
        HistoryFacts facts = HistoryFacts.of(List.of(one, two, three));
        List<Logged<ClaimAccepted>> accepted = new ArrayList<>();
        List.of(one, one, two, three).forEach(revision -> accepted.add(logged(accepted.size(), revision.claim())));
        List<Logged<HistoryEvent>> history = backwards(facts.events);
        ClaimFeatures first = features(accepted.get(0), facts.log, one);
        ClaimFeatures second = features(accepted.get(2), facts.log, two);
        ClaimFeatures third = features(accepted.get(3), facts.log, three);

        // When
        List<Difference> same = HistoryReplay.compare(accepted, history, List.of(third, first, second));
        List<Difference> different = HistoryReplay.compare(
                accepted,
                history,
                List.of(
                        withFirstValue(first),
                        second,
                        second,
                        ClaimFeatures.newBuilder(first).setClaimId("c-9").build()));
        List<Difference> context = HistoryReplay.compare(
                accepted,
                history,
                List.of(
                        first,
                        second,
                        ClaimFeatures.newBuilder(third).setSnapshots(List.of()).build()));

        // Then
        assertThat(same).isEmpty();
        assertThat(different)
                .extracting(Difference::problem)
                .containsExactlyInAnyOrder(Problem.VALUES, Problem.DOUBLED, Problem.UNFOUNDED, Problem.MISSING);
        assertThat(context).containsExactly(new Difference("albion", "c-3", 1, Problem.CONTEXT));
    }

    @Test
    void shouldPutTheClaimantFirstAndIgnoreASecondSnapshotOfAKind() {
        // Given
        ClaimAccepted claim = ExampleClaims.full().build();
        EntitySnapshot provider = ExampleClaims.history(EntityKind.PROVIDER).build();
        EntitySnapshot claimant = ExampleClaims.history(EntityKind.CLAIMANT).build();

        // When
        var pending = Gathering.add(Gathering.begin(claim, new RecordRef(0, 0L), 1), provider);
        var again = Gathering.add(pending, provider);
        var complete = Gathering.add(again, claimant);

        // Then
        assertThat(Gathering.complete(again)).isEmpty();
        assertThat(Gathering.complete(complete)).hasValueSatisfying(features -> assertThat(features.getSnapshots())
                .containsExactly(claimant, provider));
    }

    private static EntitySnapshot snapshot(List<Fact> before, String claimant, int day) {
        HistoryFacts facts = HistoryFacts.of(before);
        facts.arrive(new Revision("asking", 1, claimant, null, day, 7));
        return facts.log
                .snapshotsFor(new HistoryLog.ClaimRevision("albion", "asking", 1))
                .get(0);
    }

    private static ClaimFeatures features(Logged<ClaimAccepted> accepted, HistoryLog log, Revision revision) {
        var pending = Gathering.begin(accepted.value(), accepted.ref(), 1);
        for (EntitySnapshot snapshot :
                log.snapshotsFor(new HistoryLog.ClaimRevision("albion", revision.claimId(), 1))) {
            pending = Gathering.add(pending, snapshot);
        }
        return Gathering.complete(pending).orElseThrow();
    }

    private static ClaimFeatures withFirstValue(ClaimFeatures features) {
        List<Float> values = new ArrayList<>(features.getValues());
        values.set(0, Math.nextUp(values.get(0)));
        return ClaimFeatures.newBuilder(features).setValues(values).build();
    }

    private static List<Logged<HistoryEvent>> backwards(List<HistoryEvent> events) {
        List<Logged<HistoryEvent>> logged = new ArrayList<>();
        for (int i = events.size() - 1; i >= 0; i--) {
            logged.add(logged(i, events.get(i)));
        }
        return logged;
    }

    private static <V> Logged<V> logged(int offset, V value) {
        return new Logged<>(new RecordRef(0, (long) offset), value);
    }
}
