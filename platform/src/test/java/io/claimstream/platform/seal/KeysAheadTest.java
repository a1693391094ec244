package io.claimstream.platform.seal;

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

class KeysAheadTest {

    private final CountDownLatch first = new CountDownLatch(1);
    private final List<List<Subject>> batches = new CopyOnWriteArrayList<>();

    @Test
    void shouldBringTogetherWhatIsWantedMeanwhile() {
        // Given
        KeysAhead ahead = new KeysAhead(subjects -> {
            batches.add(new ArrayList<>(subjects));
            awaitQuietly(first);
        });

        // When
        ahead.want(subject(0));
        await().until(() -> batches.size() == 1);
        IntStream.range(0, 100).mapToObj(KeysAheadTest::subject).forEach(ahead::want);
        first.countDown();
        ahead.await(subject(99));

        // Then
        assertThat(batches).hasSize(2);
        assertThat(batches.get(0)).containsExactly(subject(0));
        assertThat(batches.get(1)).hasSize(99).doesNotContain(subject(0));
    }

    @Test
    void shouldForgetWhatIsTooMuchAndGoOn() {
        // Given
        KeysAhead ahead = new KeysAhead(subjects -> {
            batches.add(new ArrayList<>(subjects));
            awaitQuietly(first);
        });

        // When
        IntStream.range(0, 10_000).mapToObj(KeysAheadTest::subject).forEach(ahead::want);
        ahead.await(subject(9_999));
        first.countDown();

        // Then
        await().until(() -> {
            ahead.want(subject(10_000));
            return prepared().contains(subject(10_000));
        });
        assertThat(prepared()).hasSizeLessThan(5_000).doesNotContain(subject(9_999));
    }

    @Test
    void shouldLeaveAFailureToWhoeverNeedsTheKey() {
        // Given
        KeysAhead ahead = new KeysAhead(subjects -> {
            batches.add(new ArrayList<>(subjects));
            throw new IllegalStateException("away");
        });

        // When
        ahead.want(subject(1));

        // Then
        await().until(() -> {
            ahead.want(subject(1));
            return batches.size() > 1;
        });
        assertThat(batches).contains(List.of(subject(1)));
    }

    private Set<Subject> prepared() {
        Set<Subject> all = new HashSet<>();
        batches.forEach(all::addAll);
        return all;
    }

    private static Subject subject(int number) {
        return new Subject("acme", "p" + number);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
