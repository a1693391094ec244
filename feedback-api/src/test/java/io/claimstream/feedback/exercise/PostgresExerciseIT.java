package io.claimstream.feedback.exercise;

import io.claimstream.feedback.PostgresDatabase;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Skipped, with the reason, where PostgreSQL cannot be started. */
class PostgresExerciseIT extends ExerciseContract {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Override
    Jdbi jdbi() {
        return DATABASE.jdbi();
    }
}
