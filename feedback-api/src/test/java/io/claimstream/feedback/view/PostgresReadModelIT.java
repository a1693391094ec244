package io.claimstream.feedback.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.PostgresDatabase;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Skipped, with the reason, where PostgreSQL cannot be started. */
class PostgresReadModelIT extends ReadModelContract {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Override
    Jdbi jdbi() {
        return DATABASE.jdbi();
    }

    @Test
    void shouldRunOnPostgresOfTheExpectedVersion() {
        // When
        String version = jdbi().withHandle(handle ->
                handle.createQuery("show server_version").mapTo(String.class).one());

        // Then
        assertThat(version).startsWith("17.");
    }
}
