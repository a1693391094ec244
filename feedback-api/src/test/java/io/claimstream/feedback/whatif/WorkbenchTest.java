package io.claimstream.feedback.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.feedback.whatif.WhatIfRefusedException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkbenchTest {

    @Test
    void shouldRefuseAtOnceWhenTooManyWait() throws Exception {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        try (Workbench bench = new Workbench(1, 1, Duration.ofSeconds(50))) {
            CompletableFuture<Integer> working = bench.submit(deadline -> await(gate));
            CompletableFuture<Integer> waiting = bench.submit(deadline -> await(gate));

            // When
            CompletableFuture<Integer> refused = bench.submit(deadline -> await(gate));

            // Then
            assertThat(refused).isCompletedExceptionally();
            assertBusy(refused);
            gate.countDown();
            assertThat(working.get()).isEqualTo(7);
            assertThat(waiting.get()).isEqualTo(7);
        }
    }

    @Test
    void shouldGiveUpWhatTakesTooLongAndNotBeginWhatWaitedTooLong() {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (Workbench bench = new Workbench(1, 1, Duration.ofMillis(100))) {
            CompletableFuture<Integer> working = bench.submit(deadline -> await(gate));
            CompletableFuture<Integer> waiting = bench.submit(deadline -> {
                begun.countDown();
                return 7;
            });

            // When, Then
            assertBusy(working);
            assertBusy(waiting);
            gate.countDown();
            assertThat(begun.getCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldEndWorkThatLooksAtItsDeadline() {
        try (Workbench bench = new Workbench(1, 1, Duration.ofMillis(50))) {
            // When
            CompletableFuture<Integer> endless = bench.submit(deadline -> {
                while (true) {
                    deadline.check();
                }
            });

            // Then
            assertBusy(endless);
        }
    }

    @Test
    void shouldPassOnWhatGoesWrong() {
        try (Workbench bench = new Workbench(1, 1, Duration.ofSeconds(50))) {
            // When
            CompletableFuture<Integer> failed = bench.submit(deadline -> {
                throw new IllegalStateException("a bug");
            });

            // Then
            assertThatThrownBy(failed::get).hasRootCauseMessage("a bug");
        }
    }

    private static int await(CountDownLatch gate) {
        try {
            gate.await();
            return 7;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertBusy(CompletableFuture<?> answer) {
        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .isInstanceOfSatisfying(WhatIfRefusedException.class, it -> assertThat(it.reason())
                        .isEqualTo(Reason.BUSY));
    }
}
