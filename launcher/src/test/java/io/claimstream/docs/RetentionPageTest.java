package io.claimstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.retention.Retention;
import io.claimstream.platform.retention.RetentionCatalogue;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every topic and table says how long it is kept and why, and docs/retention.md is what they say. */
class RetentionPageTest {

    private static final String PAGE = "docs/retention.md";
    private static final String HEAD =
            """
            # What is kept, how long and why

            Made from the catalogue (`io.claimstream.platform.retention`). Do not edit it:
            `mvn -pl launcher -am test -Dtest=RetentionPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.accept=true` writes it anew.

            Unlimited holds until a policy of the operator says otherwise. What a [setting](configuration.md) `retention.*` can limit is marked; scores, features, accepted claims and decisions cannot
            be limited by one, because estimates are proven from them. A person who is to be forgotten before is [erased](privacy.md). `./claimstream privacy retention` and `GET /v1/privacy/retention` say what is held now:
            the oldest row, how many were deleted and when, and what is overdue.

            The job of feedback-api looks every ten minutes, deletes the oldest rows first, 5,000 at a time, and of several instances one at a time. Of the audit trail and deliveries it counts by day and kind what it
            deletes, in the same transaction, so that no figure changes. `claimstream_retention_overdue_seconds` says by how long it is behind.

            | topic or table | what | kept | deleted by | personal | why |
            |---|---|---|---|---|---|
            """;
    private static final List<String> SET = List.of(
            "record_audit",
            "record_webhook_delivery",
            "record_batch",
            "record_batch_line",
            "record_reasons_shown",
            "record_queue_worker");

    @Test
    void shouldHaveEveryTopicAndTable(@TempDir Path dataDir) {
        // Given
        Settings settings = Settings.of(CommonSettings.ALL, Map.of("data.dir", dataDir.toString()));

        // When
        List<String> tables;
        try (Database database = Database.open(settings)) {
            tables = database.jdbi().withHandle(handle -> handle.createQuery(
                            "select table_name from information_schema.tables where table_schema = current_schema")
                    .mapTo(String.class)
                    .map(it -> it.toLowerCase(Locale.ROOT))
                    .filter(it -> it.matches("(record|view)_.*"))
                    .list());
        }

        // Then
        assertThat(RetentionCatalogue.ALL.stream().map(Retention::name))
                .as("add what is missing to io.claimstream.platform.retention, with a period and a reason")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Topics.ALL.stream().map(Topic::name), tables.stream())
                                .toList());
    }

    @Test
    void shouldStandOnThePage() throws IOException {
        // When
        StringBuilder page = new StringBuilder(HEAD);
        RetentionCatalogue.ALL.forEach(it -> page.append("| `")
                .append(it.name())
                .append("` | ")
                .append(it.what())
                .append(" | ")
                .append(it.periodText())
                .append(SET.contains(it.name()) ? ", or as set" : "")
                .append(" | ")
                .append(it.applied().text())
                .append(" | ")
                .append(it.isPersonal() ? "yes" : "")
                .append(" | ")
                .append(it.reason())
                .append(" |\n"));

        // Then
        Path file = Pages.ROOT.resolve(PAGE);
        if (Boolean.getBoolean("golden.accept")) {
            Files.writeString(file, page);
        }
        assertThat(Files.readString(file)).isEqualTo(page.toString());
    }
}
