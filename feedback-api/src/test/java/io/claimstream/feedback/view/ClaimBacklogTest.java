package io.claimstream.feedback.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ClaimBacklogTest {

    private static final TopicPartition PARTITION = new TopicPartition("claims.scored.v1", 0);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private long now = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos(); // nanoTime may overflow
    private final ClaimBacklog backlog = new ClaimBacklog(() -> now);

    @Test
    void shouldTakeNoMoreThanSomeAtOnceOldestFirst() {
        // Given
        backlog.decided(range(0, 80));
        backlog.decided(range(80, 180));

        // Then
        assertThat(backlog.due(false)).isEqualTo(range(0, ClaimBacklog.AT_ONCE));
        assertThat(backlog.due(true)).isEqualTo(range(0, 180));
    }

    @Test
    void shouldSumUpAClaimOnceItHasItsOutcome() {
        // Given
        backlog.onTheirWay(claims(1, 2));
        pass(MOMENT);
        assertThat(backlog.due(false)).isEmpty();

        // When
        backlog.decided(claims(2));
        backlog.onTheirWay(claims(2));

        // Then
        assertThat(backlog.due(false)).isEqualTo(claims(2));
        write(claims(2), 0, 1);
        assertThat(backlog.size()).isEqualTo(1);
    }

    @Test
    void shouldNotWaitForAnOutcomeForEver() {
        // Given
        backlog.onTheirWay(claims(1));
        pass(ClaimBacklog.PATIENCE.minus(MOMENT));
        backlog.onTheirWay(claims(1, 2));
        assertThat(backlog.due(false)).isEmpty();

        // When
        pass(MOMENT);

        // Then
        assertThat(backlog.due(false)).isEqualTo(claims(1));
    }

    @Test
    void shouldRestInProportionToTheWork() {
        // Given
        backlog.decided(range(0, 300));
        Duration work = Duration.ofMillis(30);

        // When
        write(backlog.due(false), work.toNanos(), 1);

        // Then
        pass(work.multipliedBy(ClaimBacklog.REST).minus(MOMENT));
        assertThat(backlog.due(false)).isEmpty();
        assertThat(backlog.due(true)).hasSize(200);
        pass(MOMENT);
        assertThat(backlog.due(false)).isEqualTo(range(ClaimBacklog.AT_ONCE, 2 * ClaimBacklog.AT_ONCE));
    }

    @Test
    void shouldHoldNothingBackWhenMuchWaits() {
        // Given
        backlog.decided(range(0, ClaimBacklog.AT_ONCE));
        write(backlog.due(false), Duration.ofHours(1).toNanos(), 1);

        // When
        backlog.onTheirWay(range(0, 600));
        backlog.decided(range(600, ClaimBacklog.MANY - 1));
        assertThat(backlog.due(false)).isEmpty();
        backlog.onTheirWay(range(ClaimBacklog.MANY - 1, ClaimBacklog.MANY));

        // Then: not those on their way either
        assertThat(backlog.due(false)).hasSizeGreaterThan(ClaimBacklog.AT_ONCE);
        assertThat(backlog.due(true)).isEqualTo(backlog.due(false));
        write(range(600, ClaimBacklog.MANY), Duration.ofHours(1).toNanos(), 1);
        assertThat(backlog.due(true)).containsExactlyInAnyOrderElementsOf(range(0, 600));
    }

    @Test
    void shouldNotSayMoreOfTheTopicsThanIsSummedUp() {
        // Given
        backlog.decided(range(0, 600));
        assertThat(backlog.placesAfter(range(0, 500), places(10))).isEmpty();
        write(range(0, 500), 0, 10);

        // When: a hundred of what was read up to 10 wait, and more comes
        backlog.decided(range(600, 1_000));

        // Then
        assertThat(backlog.placesAfter(range(500, 599), places(20))).isEmpty();
        assertThat(backlog.placesAfter(range(500, 650), places(20))).contains(places(10));
        write(range(500, 650), 0, 20);
        assertThat(backlog.placesAfter(range(700, 1_000), places(30))).isEmpty();
        assertThat(backlog.placesAfter(range(650, 1_000), places(30))).contains(places(30));
    }

    private void write(List<ClaimKey> claims, long tookNanos, long read) {
        backlog.written(claims, tookNanos, places(read));
    }

    private static Map<TopicPartition, Long> places(long offset) {
        return Map.of(PARTITION, offset);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static List<ClaimKey> claims(int... numbers) {
        return Arrays.stream(numbers).mapToObj(ClaimBacklogTest::claim).toList();
    }

    private static List<ClaimKey> range(int from, int to) {
        return IntStream.range(from, to).mapToObj(ClaimBacklogTest::claim).toList();
    }

    private static ClaimKey claim(int number) {
        return new ClaimKey("acme", "c-" + number);
    }
}
