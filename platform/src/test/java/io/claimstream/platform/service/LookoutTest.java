package io.claimstream.platform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookoutTest {

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();

    @Test
    void theFirstLookIsAtOnceAndEndsWithWhatItLookedThroughClosed() {
        try (Lookout<Glass> lookout = new Lookout<>("t", this::glass, it -> seen.add(it.name), failures::add)) {
            lookout.start();
            await().atMost(Lookout.EVERY.dividedBy(2)).until(() -> seen.contains("glass 1"));
        }
        assertThat(seen).containsExactly("glass 1", "glass 1 closed");
        assertThat(failures).isEmpty();
    }

    @Test
    void aLookThatFailedIsToldInWordsAndWhatItLookedThroughIsOpenedAnew() {
        try (Lookout<Glass> lookout = new Lookout<>("t", this::glass, this::failsAtFirst, failures::add)) {
            lookout.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> seen.contains("glass 2"));
        }
        assertThat(failures).containsExactly("the look failed with IllegalStateException");
        assertThat(seen).containsExactly("glass 1 closed", "glass 2", "glass 2 closed");
    }

    @Test
    void closeWaitsForTheLookThatIsUnderWay() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Lookout<Glass> lookout = new Lookout<>(
                "t",
                this::glass,
                it -> {
                    looking.countDown();
                    awaitQuietly(release);
                    seen.add("looked");
                },
                failures::add);
        lookout.start();
        assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();
        Thread closing = new Thread(lookout::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        release.countDown();
        closing.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(seen).containsExactly("looked", "glass 1 closed");
    }

    @Test
    void oneThatNeverStartedCloses() {
        new Lookout<>("t", this::glass, it -> seen.add(it.name), failures::add).close();
        assertThat(seen).isEmpty();
    }

    private Glass glass() {
        return new Glass("glass " + opened.incrementAndGet());
    }

    private void failsAtFirst(Glass glass) {
        if ("glass 1".equals(glass.name)) {
            throw new IllegalStateException("secret contents");
        }
        seen.add(glass.name);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Glass implements AutoCloseable {
        private final String name;

        Glass(String name) {
            this.name = name;
        }

        @Override
        public void close() {
            seen.add(name + " closed");
        }
    }
}
