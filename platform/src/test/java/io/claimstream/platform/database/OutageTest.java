package io.claimstream.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {

    @TempDir
    private Path data;

    @Test
    void shouldTellADatabaseThatWasClosedFromAStatementThatIsWrong() {
        // Given
        Jdbi jdbi;
        JdbiException wrong;
        try (Database database = Database.open(Settings.of(CommonSettings.ALL, Map.of("data.dir", data.toString())))) {
            jdbi = database.jdbi();
            wrong = failure(jdbi);
        }

        // When
        JdbiException closed = failure(jdbi);

        // Then
        assertThat(Outage.told(closed)).isInstanceOf(DatabaseUnavailableException.class);
        assertThat(Outage.told(wrong)).isSameAs(wrong);
    }

    private static JdbiException failure(Jdbi jdbi) {
        return catchThrowableOfType(
                JdbiException.class, () -> jdbi.useHandle(handle -> handle.execute("select * from nowhere")));
    }
}
