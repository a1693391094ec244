package io.claimstream.platform.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.claimstream.platform.lag.Lag.Group;
import io.claimstream.platform.lag.Lag.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LagWindowTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    private final LagWindow window = new LagWindow();

    @Test
    void shouldSumUpAGroupAndTellItsWorst() {
        // When
        for (int i = 0; i <= 8; i++) {
            Instant at = NOW.plusSeconds(5L * i);
            window.add(
                    at,
                    new Seen(
                            List.of(
                                    partition(0, 7, new Backlog(3, true, NOW)),
                                    partition(1, i, new Backlog(2, true, at.minusSeconds(1)))),
                            Map.of("g", Set.of("m-1"))));
        }

        // Then
        Group group = window.lag().groups().get(0);
        assertThat(group.state()).isEqualTo(LagState.STALLED);
        assertThat(group.records()).isEqualTo(5);
        assertThat(group.seconds()).isEqualTo(40);
        assertThat(group.members()).isEqualTo(1);
        assertThat(group.partitions()).extracting(Lag.Partition::state).containsExactly(LagState.STALLED, LagState.OK);
        assertThat(group.points()).hasSize(9);
    }

    @Test
    void shouldTellLongWorkFromAStall() {
        // When: a command waits behind offset 7, in a group that trains and in one that does not.
        LagState atWork = waiting(LongWork.RETRAIN, Set.of("m-1"), Duration.ofMinutes(20));
        LagState withoutMembers = waiting(LongWork.RETRAIN, Set.of(), Duration.ofMinutes(20));
        LagState tooLong = waiting(LongWork.RETRAIN, Set.of("m-1"), LongWork.LONGEST.plusMinutes(1));
        LagState another = waiting("g", Set.of("m-1"), Duration.ofMinutes(20));

        // Then
        assertThat(atWork).isEqualTo(LagState.WORKING);
        assertThat(List.of(withoutMembers, tooLong, another)).containsOnly(LagState.STALLED);
    }

    private static LagState waiting(String group, Set<String> members, Duration time) {
        LagWindow window = new LagWindow();
        LagKey key = new LagKey(group, "t", 0);
        window.add(NOW, new Seen(List.of(new Seen.Partition(key, 7, 7, Backlog.NONE)), Map.of(group, members)));
        for (long second = 5; second <= time.toSeconds(); second += 5) {
            Seen.Partition seen = new Seen.Partition(key, 7, 8, new Backlog(1, true, NOW));
            window.add(NOW.plusSeconds(second), new Seen(List.of(seen), Map.of(group, members)));
        }
        return window.lag().groups().get(0).state();
    }

    @Test
    void shouldNotSayHowFarBehindInSecondsAGroupIsWhenItIsNotKnownOfAPartition() {
        // When
        window.add(
                NOW,
                new Seen(
                        List.of(
                                partition(0, 7, new Backlog(3, true, NOW.minusSeconds(4))),
                                partition(1, 7, new Backlog(90, false, null))),
                        Map.of()));

        // Then
        Group group = window.lag().groups().get(0);
        assertThat(group.seconds()).isNull();
        assertThat(group.points()).singleElement().satisfies(it -> assertThat(it.seconds())
                .isNull());
        assertThat(group.partitions()).extracting(Lag.Partition::seconds).containsExactly(4.0, null);
    }

    @Test
    void shouldKnowAGroupThatHasReadNothingYet() {
        // When
        window.add(NOW, new Seen(List.of(), Map.of("idle", Set.of("m-1"), "left", Set.of())));

        // Then
        assertThat(window.lag().groups())
                .extracting(Group::name, Group::members, Group::state)
                .containsExactly(tuple("idle", 1, LagState.OK));
    }

    @Test
    void shouldKeepTheWorstOfAMinuteForHoursAndNoMore() {
        // When
        for (int i = 0; i < 6 * 720; i++) {
            long records = i % 12 == 3 ? 100 : 1;
            window.add(
                    NOW.plusSeconds(5L * i),
                    new Seen(List.of(partition(0, i, new Backlog(records, true, NOW.plusSeconds(5L * i)))), Map.of()));
        }

        // Then
        List<LagPoint> points = window.lag().groups().get(0).points();
        Instant last = points.get(points.size() - 1).at();
        assertThat(points).hasSizeBetween(380, 430);
        assertThat(points.get(0).at()).isBetween(last.minus(LagSeries.COARSE), last.minus(Duration.ofHours(3)));
        assertThat(points.get(10).records()).isEqualTo(100);
        assertThat(points).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
    }

    @Test
    void shouldKeepSoManySeriesAndNoMore() {
        // Given
        List<Seen.Partition> partitions = new ArrayList<>();
        for (int i = 0; i < 2 * LagWindow.MOST_SERIES; i++) {
            partitions.add(partition(i, 1, Backlog.NONE));
        }

        // When
        window.add(NOW, new Seen(partitions, Map.of()));

        // Then
        assertThat(window.lag().groups().get(0).partitions())
                .hasSize(2 * LagWindow.MOST_SERIES)
                .filteredOn(it -> !it.points().isEmpty())
                .hasSize(LagWindow.MOST_SERIES);
    }

    @Test
    void shouldServeOurGroupsFirstAndSayWhatItDoesNotKnow() {
        // Given: another group has all room, and we come later.
        List<Seen.Partition> partitions = new ArrayList<>();
        for (int i = 0; i < LagWindow.MOST_SERIES; i++) {
            partitions.add(partition(i, 1, new Backlog(1, true, NOW)));
        }
        window.add(NOW, new Seen(partitions, Map.of()));
        partitions.add(new Seen.Partition(new LagKey("claimstream-ingest", "t", 0), 1, 100, new Backlog(1, true, NOW)));
        partitions.add(partition(LagWindow.MOST_SERIES, 99, Backlog.NONE));

        // When
        window.add(NOW.plusSeconds(5), new Seen(partitions, Map.of()));

        // Then
        List<Lag.Partition> ours = group("claimstream-ingest").partitions();
        assertThat(ours).singleElement().satisfies(it -> assertThat(it.points()).hasSize(1));
        assertThat(group("g").state()).isEqualTo(LagState.UNKNOWN);
        assertThat(group("g").partitions())
                .filteredOn(it -> it.points().isEmpty())
                .extracting(Lag.Partition::state)
                .containsExactly(LagState.UNKNOWN, LagState.OK);
    }

    private Group group(String name) {
        return window.lag().groups().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldMarkWhenMembersCameAndWent() {
        // When
        members(0, Set.of("m-1"));
        members(5, Set.of("m-1"));
        members(60, Set.of());
        members(65, Set.of("m-2"));
        members(120, Set.of("m-2", "m-3"));

        // Then
        assertThat(window.lag().marks())
                .extracting(Mark::at, Mark::what)
                .containsExactly(
                        tuple(NOW.plusSeconds(65), "restarted"), tuple(NOW.plusSeconds(120), "members changed"));
    }

    @Test
    void shouldKeepWhatItSawWhileTheClusterIsAway() {
        // Given
        assertThat(window.lag().obstacle()).contains("not looked at yet");
        window.add(NOW, new Seen(List.of(partition(0, 1, Backlog.NONE)), Map.of()));
        assertThat(window.lag().obstacle()).isEmpty();

        // When
        window.failed("Kafka does not answer");

        // Then
        assertThat(window.lag().obstacle()).contains("Kafka does not answer");
        assertThat(window.lag().at()).isEqualTo(NOW);
        assertThat(window.lag().groups()).hasSize(1);
    }

    private void members(int seconds, Set<String> members) {
        window.add(NOW.plusSeconds(seconds), new Seen(List.of(), Map.of("g", members)));
    }

    private static Seen.Partition partition(int number, long committed, Backlog backlog) {
        return new Seen.Partition(new LagKey("g", "t", number), committed, 100, backlog);
    }
}
