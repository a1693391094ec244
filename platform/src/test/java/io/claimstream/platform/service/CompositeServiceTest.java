package io.claimstream.platform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CompositeServiceTest {

    private final List<String> events = new ArrayList<>();

    @Test
    void shouldStartInOrderAndCloseInReverse() {
        // Given
        CompositeService service = new CompositeService("all", List.of(new Part("a", false), new Part("b", false)));

        // When
        service.start();
        service.close();
        service.close();

        // Then
        assertThat(events).containsExactly("a starts", "b starts", "b closes", "a closes");
        assertThat(service.stopped().toCompletableFuture()).isCompleted();
    }

    @Test
    void shouldCloseWhatWasStartedWhenAPartCannotBeStarted() {
        // Given
        CompositeService service = new CompositeService("all", List.of(new Part("a", false), new Part("b", true)));

        // When / Then
        assertThatThrownBy(service::start).isInstanceOf(IllegalStateException.class);
        assertThat(events).containsExactly("a starts", "b starts", "b closes", "a closes");
    }

    @Test
    @Timeout(10)
    void shouldCloseIndependentPartsAtOnce() {
        // Given
        CountDownLatch both = new CountDownLatch(2);
        CompositeService service = CompositeService.ofIndependent("all", List.of(new Meeting(both), new Meeting(both)));
        service.start();

        // When
        service.close();

        // Then
        assertThat(both.getCount()).isZero();
        assertThat(service.stopped().toCompletableFuture()).isCompleted();
    }

    @Test
    void shouldFailWhenAPartFails() {
        // Given
        Part part = new Part("a", false);
        CompositeService service = new CompositeService("all", List.of(part, new Part("b", false)));
        service.start();

        // When
        part.stopped.completeExceptionally(new IllegalStateException("a bug"));

        // Then
        assertThat(service.stopped().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void shouldBeAsHealthyAsItsWorstPart() {
        // Given
        Health.Check up = Health.Check.up("a");
        Health.Check waiting = Health.Check.waiting("b", "starting");
        Health.Check failed = Health.Check.failed("c", "a bug");

        // When / Then
        assertThat(Health.of(up).ready()).isTrue();
        assertThat(Health.of(up).and(Health.of(waiting)))
                .satisfies(health -> assertThat(health.live()).isTrue())
                .satisfies(health -> assertThat(health.ready()).isFalse());
        assertThat(Health.of(up, failed).live()).isFalse();
        assertThat(new CompositeService("all", List.of(new Part("a", false), new Part("b", false)))
                        .health()
                        .checks())
                .hasSize(2);
    }

    /** Is closed when all of them are being closed. */
    private record Meeting(CountDownLatch all) implements Service {

        @Override
        public String name() {
            return "meeting";
        }

        @Override
        public void start() {}

        @Override
        public Health health() {
            return Health.of();
        }

        @Override
        public CompletionStage<Void> stopped() {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {
            all.countDown();
            try {
                all.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Part implements Service {
        private final String name;
        private final boolean broken;
        private final CompletableFuture<Void> stopped = new CompletableFuture<>();

        Part(String name, boolean broken) {
            this.name = name;
            this.broken = broken;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {
            events.add(name + " starts");
            if (broken) {
                throw new IllegalStateException("cannot start");
            }
        }

        @Override
        public Health health() {
            return Health.of(Health.Check.up(name));
        }

        @Override
        public CompletionStage<Void> stopped() {
            return stopped;
        }

        @Override
        public void close() {
            events.add(name + " closes");
        }
    }
}
