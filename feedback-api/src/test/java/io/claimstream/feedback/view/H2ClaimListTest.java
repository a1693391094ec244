package io.claimstream.feedback.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.H2Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2ClaimListTest extends ClaimListContract {

    @RegisterExtension
    static final H2Database DATABASE = new H2Database();

    @Override
    String plan(String sql) {
        return jdbi().withHandle(handle ->
                        handle.createQuery("explain " + sql).mapTo(String.class).one())
                .toLowerCase(Locale.ROOT);
    }

    @Override
    boolean isSorted(String plan) {
        return plan.contains("index sorted");
    }

    /** PostgreSQL plans by how many rows there are, which are few in a test; H2 by the form of the question, and would read all claims of an insurer for another. */
    @Test
    void shouldSumUpNoMoreThanTheClaimsOfABatch() {
        // Given
        fill(30);
        List<String> asked = new ArrayList<>();
        log(asked);

        // When
        fill(3);
        jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);

        // Then: every table is asked for the claims named, not for those of their insurer
        List<String> many = asked.stream()
                .filter(it -> it.contains(":claims"))
                .distinct()
                .map(it -> it.replace(":claims", "array['c-0', 'c-3']").replace(":insurer", "'ins-0'"))
                .toList();
        assertThat(many)
                .as("revisions, rejections, dead letters, scores, feedback, what is listed and waits already")
                .hasSize(7)
                .allSatisfy(
                        it -> assertThat(plan(it)).containsPattern("/\\* public\\.\\S+: [^*]*claim_id = c\\.claim_id"));
    }

    @Override
    Jdbi jdbi() {
        return DATABASE.jdbi();
    }
}
