package io.claimstream.platform.ahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AheadTest {

    private final CountDownLatch first = new CountDownLatch(1);
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();

    @Test
    void shouldBringTogetherWhatIsWantedMeanwhile() {
        // Given
        Ahead<String> ahead = new Ahead<>("ahead", things -> {
            batches.add(new ArrayList<>(things));
            awaitQuietly(first);
        });

        // When
        ahead.want(thing(0));
        await().until(() -> batches.size() == 1);
        IntStream.range(0, 100).mapToObj(AheadTest::thing).forEach(ahead::want);
        first.countDown();
        ahead.await(thing(99));

        // Then
        assertThat(batches).hasSize(2);
        assertThat(batches.get(0)).containsExactly(thing(0));
        assertThat(batches.get(1)).hasSize(99).doesNotContain(thing(0));
    }

    @Test
    void shouldForgetWhatIsTooMuchAndGoOn() {
        // Given
        Ahead<String> ahead = new Ahead<>("ahead", things -> {
            batches.add(new ArrayList<>(things));
            awaitQuietly(first);
        });

        // When
        IntStream.range(0, 40_000).mapToObj(AheadTest::thing).forEach(ahead::want);
        ahead.await(thing(39_999));
        first.countDown();

        // Then
        await().until(() -> {
            ahead.want(thing(40_000));
            return prepared().contains(thing(40_000));
        });
        assertThat(prepared()).hasSizeLessThan(20_000).doesNotContain(thing(39_999));
    }

    @Test
    void shouldLeaveAFailureToWhoeverNeedsIt() {
        // Given
        Ahead<String> ahead = new Ahead<>("ahead", things -> {
            batches.add(new ArrayList<>(things));
            throw new IllegalStateException("away");
        });

        // When
        ahead.want(thing(1));

        // Then
        await().until(() -> {
            ahead.want(thing(1));
            return batches.size() > 1;
        });
        assertThat(batches).contains(List.of(thing(1)));
    }

    private Set<String> prepared() {
        Set<String> all = new HashSet<>();
        batches.forEach(all::addAll);
        return all;
    }

    private static String thing(int number) {
        return "p" + number;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
