package io.claimstream.feedback.exercise;

import io.claimstream.feedback.H2Database;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2ExerciseTest extends ExerciseContract {

    @RegisterExtension
    static final H2Database DATABASE = new H2Database();

    @Override
    Jdbi jdbi() {
        return DATABASE.jdbi();
    }
}
