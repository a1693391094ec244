package io.claimstream.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What becomes of the rows that a database has when it is brought up to date. */
class MigrationTest {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @Test
    void shouldReadScoresOnAndCountAcceptedRevisionsAnew() {
        // Given: as of before there was a meter.
        migrate("160");
        Jdbi.create(url).useHandle(handle -> {
            standsAt(handle, "claims.scored.v1", 7);
            standsAt(handle, "claims.accepted.v1", 9);
            counted(handle, "SCORED", 7);
            counted(handle, "ACCEPTED", 18);
        });

        // When
        migrate("172");

        // Then
        Map<String, List<Long>> places = new TreeMap<>();
        Jdbi.create(url).useHandle(handle -> handle.createQuery(
                        "select topic, next_offset, counted_offset from view_offset order by topic")
                .map((row, context) -> Map.entry(row.getString(1), List.of(row.getLong(2), row.getLong(3))))
                .forEach(it -> places.put(it.getKey(), it.getValue())));
        assertThat(places)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("claims.scored.v1", List.of(7L, 7L), "claims.accepted.v1", List.of(0L, 0L)));
        assertThat(tallies()).containsExactly("SCORED");
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(url, "", "")
                .target(MigrationVersion.fromVersion(version))
                .load()
                .migrate();
    }

    private static void standsAt(Handle handle, String topic, long offset) {
        handle.execute(
                "insert into view_offset (topic, partition_number, next_offset, counted_offset) values (?, 0, ?, ?)",
                topic,
                offset,
                offset);
    }

    private static void counted(Handle handle, String what, long records) {
        handle.execute(
                "insert into view_tally_record (ingested_on, what, insurer, line_of_business, currency, model_version, records)"
                        + " values (date '2026-03-01', ?, 'acme', 'MOTOR_INJURY', 'GBP', '', ?)",
                what,
                records);
    }

    private List<String> tallies() {
        return Jdbi.create(url).withHandle(handle -> handle.createQuery("select what from view_tally_record")
                .mapTo(String.class)
                .list());
    }
}
