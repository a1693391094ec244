package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.schemas.json.EventJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The invoice that docs/billing.md walks through is what comes about. */
class BillingDocumentTest {

    private static final Path PAGE = Path.of("../docs/billing.md");
    private static final int SCORES = 12_345;

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), key -> Optional.of(key)
                    .filter("fay"::equals)
                    .map(known -> new Caller("key:fay", Role.FINANCE))));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldComeAboutAsThePageSays() throws Exception {
        // Given
        List<String> blocks = blocks("json");
        assertThat(blocks).hasSize(5);
        meter();

        // When
        post("/v1/billing/rates", blocks.get(0), 201);
        JsonNode draft = post("/v1/billing/invoices", blocks.get(1), 201);
        String address = draft.path("link").asText();
        JsonNode invoice = post(address + "/state", "{\"to\":\"ISSUED\"}", 200);
        String table = api.send(api.request(address)
                        .header("X-Api-Key", "fay")
                        .header("Accept", "text/csv")
                        .GET())
                .body();
        JsonNode note = post(address + "/credit-notes", blocks.get(3), 201);

        // Then
        requireShown(EventJson.parse(blocks.get(2)), invoice);
        assertThat(table.lines())
                .containsExactlyElementsOf(blocks("csv").get(0).lines().toList());
        requireShown(EventJson.parse(blocks.get(4)), note);
    }

    /** The table of the page has the lines of the invoice. */
    @Test
    void shouldAddUpInItsTable() throws IOException {
        // Given
        JsonNode invoice = EventJson.parse(blocks("json").get(2));

        // Then
        String page = Files.readString(PAGE);
        invoice.path("lines").forEach(it -> assertThat(page)
                .containsPattern("\\| %,d to %,d \\| %,d \\| %s \\| [0-9.]+ \\| %s \\|"
                        .formatted(
                                it.path("fromScore").asLong(),
                                it.path("throughScore").asLong(),
                                it.path("quantity").asLong(),
                                it.path("price").asText(),
                                it.path("net").asText())));
        assertThat(page).contains("| total | | | | " + invoice.path("gross").asText() + " |");
    }

    private void meter() {
        api.database().jdbi().useHandle(handle -> {
            var batch = handle.prepareBatch("insert into view_metered_score values"
                    + " ('acme', :claim, 1, date '2026-02-14', 'm-1', :claim, 0, 0)");
            for (int i = 0; i < SCORES; i++) {
                batch.bind("claim", "c-" + i).add();
            }
            batch.execute();
        });
    }

    private JsonNode post(String path, String body, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = api.post(path, "fay", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return ApiUnderTest.json(answer);
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private static void requireShown(JsonNode shown, JsonNode actual) {
        assertThat(shown.properties()).isNotEmpty().allSatisfy(it -> assertThat(actual.path(it.getKey()))
                .as(it.getKey())
                .isEqualTo(it.getValue()));
    }
}
