package io.claimstream.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.launcher.doctor.Finding.Verdict;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCheckupTest {

    private final Settings settings;

    DatabaseCheckupTest(@TempDir Path dataDir) {
        this.settings = Settings.of(CommonSettings.ALL, Map.of("data.dir", dataDir.toString()));
    }

    @Test
    void shouldFindADatabaseThatIsUpToDate() {
        // Given
        Database.open(settings).close();

        // When
        List<Finding> findings = look(Clock.systemUTC());

        // Then
        assertThat(findings).allMatch(it -> it.verdict() == Verdict.OK);
        assertThat(findings)
                .extracting(Finding::finding)
                .anyMatch(it -> it.startsWith("It is H2 "))
                .contains("Its tables are up to date.");
    }

    @Test
    void shouldTellWhatMigrationsAreMissingAndWhichAreOfANewerVersion() {
        // Given
        try (Database database = Database.open(settings)) {
            database.jdbi().useHandle(handle -> {
                handle.execute("delete from \"flyway_schema_history\" where \"version\" = '101'");
                handle.execute("update \"flyway_schema_history\" set \"version\" = '900' where \"version\" = '152'");
            });
        }

        // When
        List<Finding> findings = look(Clock.systemUTC());

        // Then
        assertThat(findings)
                .filteredOn(it -> it.verdict() == Verdict.WARNING)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.finding()).isEqualTo("A newer Claimstream has changed its tables: 900.");
                    assertThat(it.advice()).isNotEmpty();
                });
    }

    @Test
    void shouldTellAClockThatDiffers() {
        // Given
        Database.open(settings).close();

        // When
        List<Finding> findings = look(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-3)));

        // Then
        assertThat(findings)
                .filteredOn(it -> it.area().equals("clock"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.verdict()).isEqualTo(Verdict.WARNING);
                    assertThat(it.finding()).matches("The clock of the database differs by (179|18[01]) s .*");
                });
    }

    @Test
    void shouldMakeNoDatabase(@TempDir Path empty) {
        // When
        List<Finding> findings = new DatabaseCheckup(
                        Settings.of(CommonSettings.ALL, Map.of("data.dir", empty.toString())), Clock.systemUTC())
                .look();

        // Then
        assertThat(findings).singleElement().extracting(Finding::verdict).isEqualTo(Verdict.OK);
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void shouldSayThatADatabaseIsAwayWithoutItsPassword() {
        // Given
        Settings away = settings.with(
                "test",
                Map.of(
                        "database.url",
                        "jdbc:postgresql://127.0.0.1:1/none?password=hush",
                        "database.password",
                        "hush"));

        // When
        List<Finding> findings = new DatabaseCheckup(away, Clock.systemUTC()).look();

        // Then
        assertThat(findings).singleElement().satisfies(it -> {
            assertThat(it.isWrong()).isTrue();
            assertThat(it.finding()).contains("cannot be opened").doesNotContain("hush");
        });
    }

    private List<Finding> look(Clock clock) {
        return new DatabaseCheckup(settings, clock).look();
    }
}
