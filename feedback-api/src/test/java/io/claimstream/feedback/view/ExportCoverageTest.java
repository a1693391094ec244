package io.claimstream.feedback.view;

import static io.claimstream.feedback.Facts.INSURER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.H2Database;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.export.Exports.Export;
import io.claimstream.feedback.export.Exports.Form;
import io.claimstream.platform.retention.Retention;
import io.claimstream.platform.retention.RetentionCatalogue;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.json.EventJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever the catalogue of retention calls personal is asked for by an export, or there is a reason why not. */
class ExportCoverageTest {

    private static final Act ACT = new Act(new Caller("user:u_auditor", Role.AUDITOR), "t-1");
    private static final String FROM_A_TOPIC = "made from a topic that is in the export";

    private static final Map<String, String> LEFT_OUT = Map.ofEntries(
            Map.entry("record_subject_key", "a wrapped key says nothing of a person"),
            Map.entry("record_pseudonym", "a digest, beside the pseudonym that the export begins with"),
            Map.entry("record_idempotency", "nobody can be found by the digest of a request"),
            Map.entry("privacy.erasures.v1", "whoever stands there has the receipt and nothing else, by view_erasure"),
            Map.entry("view_dead_letter", FROM_A_TOPIC),
            Map.entry("view_letter", FROM_A_TOPIC),
            Map.entry("view_rescore", FROM_A_TOPIC),
            Map.entry("view_settled", FROM_A_TOPIC),
            Map.entry("view_metered_score", FROM_A_TOPIC),
            Map.entry("view_claim", FROM_A_TOPIC),
            Map.entry("view_waiting_reason", FROM_A_TOPIC));

    @RegisterExtension
    static final H2Database DATABASE = new H2Database();

    private final List<String> asked = new ArrayList<>();

    @Test
    void shouldAskForEverythingPersonal() {
        // Given
        PlantedSubjects planted = new PlantedSubjects();
        planted.empty(DATABASE.jdbi());
        planted.plant(DATABASE.jdbi(), "own", 100);

        // When
        JsonNode export = export(planted, DATABASE.jdbi());

        // Then
        String tables = String.join("\n", asked);
        assertThat(RetentionCatalogue.ALL)
                .filteredOn(Retention::isPersonal)
                .extracting(Retention::name)
                .filteredOn(it -> !LEFT_OUT.containsKey(it))
                .allSatisfy(it -> assertThat(tables.matches("(?s).*\\b" + it + "\\b.*")
                                || export.path("counts").has(it))
                        .as(it)
                        .isTrue());
        assertThat(RetentionCatalogue.ALL)
                .filteredOn(Retention::isPersonal)
                .extracting(Retention::name)
                .containsAll(LEFT_OUT.keySet());
    }

    private JsonNode export(PlantedSubjects planted, Jdbi jdbi) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SqlLogger before =
                jdbi.getConfig(org.jdbi.v3.core.statement.SqlStatements.class).getSqlLogger();
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                asked.add(String.valueOf(context.getRenderedSql()));
            }
        });
        try (Export export = planted.exports(jdbi)
                .begin(ACT, new Subject(INSURER, "p-own"), "r")
                .orElseThrow()) {
            asked.clear();
            export.write(Form.JSON, out);
        } finally {
            jdbi.setSqlLogger(before);
        }
        return EventJson.parse(out.toString(StandardCharsets.UTF_8));
    }
}
