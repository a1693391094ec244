package io.claimstream.feedback.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.retention.RetentionJob;
import io.claimstream.feedback.retention.RetentionPeriods;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is promised of shown reasons, whatever the database. */
abstract class ShownReasonsContract {

    private static final String ANN = "user:u_ann";

    private final TestClock clock = new TestClock();

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void empty() {
        jdbi().useHandle(handle -> handle.execute("delete from record_reasons_shown"));
    }

    @Test
    void shouldRememberWhatWasShownToWhom() {
        // Given
        ShownReasons shown = new ShownReasons(jdbi(), clock);

        // When
        shown.add(ANN, "s_1", true);

        // Then
        assertThat(shown.find(ANN, "s_1"))
                .hasValueSatisfying(it -> assertThat(it.isComplete()).isTrue());
        assertThat(shown.find("user:u_bob", "s_1")).isEmpty();
        assertThat(shown.find(ANN, "s_2")).isEmpty();
    }

    @Test
    void shouldRememberOnceAllReasonsWereShown() {
        // Given
        ShownReasons shown = new ShownReasons(jdbi(), clock);
        shown.add(ANN, "s_1", false);
        Instant first = shown.find(ANN, "s_1").orElseThrow().at();
        clock.pass(Duration.ofMinutes(1));

        // When
        shown.add(ANN, "s_1", true);
        clock.pass(Duration.ofMinutes(1));
        shown.add(ANN, "s_1", false);

        // Then
        assertThat(shown.find(ANN, "s_1")).hasValueSatisfying(it -> {
            assertThat(it.isComplete()).isTrue();
            assertThat(it.at()).isEqualTo(first.plus(Duration.ofMinutes(1)));
        });
    }

    @Test
    void shouldForgetAfterNinetyDays() {
        // Given
        ShownReasons shown = new ShownReasons(jdbi(), clock);
        shown.add(ANN, "s_1", true);

        // When
        clock.pass(Duration.ofDays(90).plusSeconds(1));
        new RetentionJob(jdbi(), clock, RetentionPeriods.BY_DEFAULT).run();

        // Then
        assertThat(shown.find(ANN, "s_1")).isEmpty();
        int rows = jdbi().withHandle(handle -> handle.createQuery("select count(*) from record_reasons_shown")
                .mapTo(Integer.class)
                .one());
        assertThat(rows).isZero();
    }

    @Test
    void shouldTakeManyPagesOfOnePersonAtOnce() throws Exception {
        // Given
        ShownReasons shown = new ShownReasons(jdbi(), clock);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> adding = new ArrayList<>();

        // When
        try {
            for (int i = 0; i < 40; i++) {
                boolean isComplete = i % 2 == 0;
                adding.add(threads.submit(() -> shown.add(ANN, "s_1", isComplete)));
            }
            for (Future<?> one : adding) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        // Then
        assertThat(shown.find(ANN, "s_1"))
                .hasValueSatisfying(it -> assertThat(it.isComplete()).isTrue());
    }
}
