package io.claimstream.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class BoundedWorkTest {

    @Test
    void shouldDoEverythingBeforeItIsFinished() throws Exception {
        try (BoundedWork work = new BoundedWork(3)) {
            // Given
            AtomicInteger done = new AtomicInteger();

            // When
            for (int i = 0; i < 100; i++) {
                work.add(done::incrementAndGet);
            }
            work.finish();

            // Then
            assertThat(done).hasValue(100);
        }
    }

    @Test
    void shouldDoAsManyAtATimeAsItHasWorkers() throws Exception {
        try (BoundedWork work = new BoundedWork(2)) {
            // Given
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            Phaser pairs = new Phaser(2);

            // When
            for (int i = 0; i < 50; i++) {
                work.add(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    pairs.arriveAndAwaitAdvance();
                    running.decrementAndGet();
                });
            }
            work.finish();

            // Then
            assertThat(most).hasValue(2);
        }
    }

    @Test
    void shouldHoldBackWhoeverAddsTooQuickly() throws Exception {
        try (BoundedWork work = new BoundedWork(1)) {
            // Given: one task at work and one waiting are all the places there are
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch third = new CountDownLatch(1);
            work.add(release::await);
            work.add(release::await);
            Thread adder = new Thread(() -> {
                try {
                    work.add(third::countDown);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            // When
            adder.start();

            // Then
            await().until(() -> adder.getState() == Thread.State.WAITING);
            assertThat(third.getCount()).isEqualTo(1);
            release.countDown();
            third.await();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldThrowWhatATaskFailedWithAndDoNothingMore(boolean error) throws Exception {
        try (BoundedWork work = new BoundedWork(1)) {
            // Given
            AtomicInteger later = new AtomicInteger();
            work.add(() -> {
                if (error) {
                    throw new NoClassDefFoundError("the failure");
                }
                throw new IllegalStateException("the failure");
            });

            // When, Then
            assertThatThrownBy(work::finish).hasMessage("the failure");
            assertThatThrownBy(() -> work.add(later::incrementAndGet)).hasMessage("the failure");
            assertThat(later).hasValue(0);
        }
    }
}
