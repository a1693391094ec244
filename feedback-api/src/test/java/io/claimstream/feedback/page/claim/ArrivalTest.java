package io.claimstream.feedback.page.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Waiting for what the read model does not have yet. */
class ArrivalTest {

    private final Queue<Runnable> moments = new ArrayDeque<>();
    private final AtomicBoolean isThere = new AtomicBoolean();
    private final Arrival arrival = new Arrival(id -> id.equals("f-1") && isThere.get(), moments::add);

    @Test
    void shouldWaitUntilTheFeedbackIsThere() {
        // When
        CompletableFuture<Void> arrived = arrival.of("f-1");
        boolean isEarly = arrived.isDone();
        moments.remove().run();
        boolean isStillEarly = arrived.isDone();
        isThere.set(true);
        moments.remove().run();

        // Then
        assertThat(isEarly || isStillEarly).isFalse();
        assertThat(arrived).isCompleted();
        assertThat(moments).isEmpty();
    }

    @Test
    void shouldNotWaitForWhatIsThere() {
        // Given
        isThere.set(true);

        // Then
        assertThat(arrival.of("f-1")).isCompleted();
        assertThat(moments).isEmpty();
    }

    @Test
    void shouldGoOnWhenTheReadModelCannotBeAsked() {
        // Given
        Arrival blind = new Arrival(
                id -> {
                    throw new IllegalStateException("away");
                },
                moments::add);

        // Then
        assertThat(blind.of("f-1")).isCompleted();
        assertThat(moments).isEmpty();
    }

    @Test
    void shouldGoOnAfterTwoSecondsAllTheSame() {
        // When
        CompletableFuture<Void> arrived = arrival.of("f-1");
        int waited = 0;
        while (!moments.isEmpty()) {
            moments.remove().run();
            waited++;
        }

        // Then
        assertThat(arrived).isCompleted();
        assertThat(waited).isEqualTo(40);
    }
}
