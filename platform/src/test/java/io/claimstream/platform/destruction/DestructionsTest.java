package io.claimstream.platform.destruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.database.DatabaseUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often the number is asked for, and how long an answer counts. */
class DestructionsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final Database database;
    private final Destructions destructions;

    DestructionsTest(@TempDir Path data) {
        database = Database.open(Settings.of(CommonSettings.ALL, Map.of("data.dir", data.toString())));
        InstantSource clock = now::get;
        destructions =
                new Destructions(Jdbi.create((ConnectionFactory) this::connection), clock.withZone(ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldAskOnceASecond() {
        assertThat(destructions.generation()).isZero();
        assertThat(destructions.generation()).isZero();
        at(NOW.plusMillis(999));
        assertThat(destructions.generation()).isZero();
        assertThat(questions).hasValue(1);

        at(NOW.plusSeconds(1));
        assertThat(destructions.generation()).isZero();
        assertThat(questions).hasValue(2);
    }

    @Test
    void shouldAskOnceASecondWhileTheDatabaseIsAwayAndTrustTheLastAnswerForThirty() {
        // Given
        assertThat(destructions.generation()).isZero();
        isAway.set(true);

        // When
        for (int second = 1; second <= 30; second++) {
            at(NOW.plusSeconds(second));
            assertThat(destructions.generation()).isZero();
            assertThat(destructions.generation()).isZero();
        }

        // Then
        assertThat(questions).hasValue(1 + 30);
        at(NOW.plusSeconds(30).plusMillis(1));
        assertThatThrownBy(destructions::generation).isInstanceOf(DatabaseUnavailableException.class);
        isAway.set(false);
        assertThat(destructions.generation()).isZero();
    }

    @Test
    void shouldRiseWithTheTransactionThatDestroysSomething() {
        // Given
        assertThat(destructions.generation()).isZero();

        // When
        database.jdbi().useTransaction(Destructions::raise);
        database.jdbi().useHandle(handle -> {
            handle.begin();
            Destructions.raise(handle);
            handle.rollback();
        });

        // Then
        assertThat(destructions.generation()).isZero();
        at(NOW.plus(Destructions.ASKED_EVERY));
        assertThat(destructions.generation()).isEqualTo(1);
        database.jdbi().useTransaction(Destructions::raise);
        destructions.forget();
        assertThat(destructions.generation()).isEqualTo(2);
    }

    @Test
    void shouldAskAtOnceWhenTheClockGoesBack() {
        // Given
        assertThat(destructions.generation()).isZero();

        // When
        at(NOW.minusSeconds(3600));
        database.jdbi().useTransaction(Destructions::raise);

        // Then
        assertThat(destructions.generation()).isEqualTo(1);
    }

    private void at(Instant time) {
        now.set(time);
    }

    private Connection connection() throws SQLException {
        questions.incrementAndGet();
        if (isAway.get()) {
            throw new SQLTransientConnectionException("away");
        }
        return database.jdbi().open().getConnection();
    }
}
