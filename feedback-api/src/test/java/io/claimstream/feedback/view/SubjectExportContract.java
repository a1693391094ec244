package io.claimstream.feedback.view;

import static io.claimstream.feedback.Facts.INSURER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.export.Exports;
import io.claimstream.feedback.export.Exports.Export;
import io.claimstream.feedback.export.Exports.Form;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An export holds everything of one claimant, and nothing of the next. */
abstract class SubjectExportContract {

    private static final Act ACT = new Act(new Caller("user:u_auditor", Role.AUDITOR), "t-1");
    private static final Subject OWN = new Subject(INSURER, "p-own");
    private static final List<String> SECTIONS = List.of(
            "person",
            "revisions",
            "protectedAttributes",
            "submissions",
            "rejections",
            "scores",
            "features",
            "scoresAgain",
            "scoreRequests",
            "decisions",
            "settlements",
            "approvals",
            "contests",
            "exercises",
            "samples",
            "assignments",
            "labels",
            "history",
            "deadLetters",
            "holds",
            "erasures",
            "batchLines",
            "reasonsShown",
            "audit",
            "deliveries",
            "kept",
            "notIncluded");

    private PlantedSubjects planted = new PlantedSubjects();

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void plant() {
        planted = new PlantedSubjects();
        planted.empty(jdbi());
        planted.plant(jdbi(), "own", 100);
        planted.plant(jdbi(), "other", 200);
    }

    @Test
    void shouldHoldEveryKindOfDataOfTheClaimantAndNobodyElses() {
        // When
        JsonNode export = json(OWN);

        // Then
        for (String section : SECTIONS) {
            assertThat(export.path(section)).as(section).isNotEmpty();
        }
        assertThat(export.toString())
                .doesNotContain("c-other", "p-other", "Name other", "Text other", "Note other", "u_other");
        assertThat(export.path("reason").asText()).isEqualTo("request 7");
        assertThat(export.at("/person/0/name").asText()).isEqualTo("Name own");
        assertThat(export.at("/person/0/state").asText()).isEqualTo("opened");
        assertThat(export.at("/submissions/0/accidentDescription").asText()).isEqualTo("Text own");
        assertThat(export.findValuesAsText("text")).contains("Note own");
        assertThat(export.at("/contests/0/texts/0/text").asText()).isEqualTo("Grounds own");
        assertThat(export.at("/exercises").findValuesAsText("person")).containsExactly("user:u_own");
        assertThat(export.at("/exercises/0/planted").asBoolean()).isTrue();
        assertThat(export.at("/decisions").findValuesAsText("automatic")).containsExactlyInAnyOrder("false", "true");
        assertThat(export.at("/labels/0/learnedFromBy/0").asText()).isEqualTo("m-1");
        assertThat(export.at("/audit").findValuesAsText("action")).contains("PERSONAL_DATA_EXPORTED", "CLAIM_TAKEN");
        assertThat(export.at("/audit").findValuesAsText("resource"))
                .contains("/v1/contests/ct-own", "/v1/privacy/holds/lh_own", "/v1/privacy/erasures/er_own")
                .contains(
                        "/v1/rejections/0-102/contents",
                        "/v1/dead-letters/0-102/contents",
                        "/v1/dead-letters/0-102/replay")
                .noneMatch(it -> it.contains("0-202"));
        assertThat(export.at("/deliveries/0/url").asText()).isEqualTo("https://example.test/hook");
    }

    @Test
    void shouldCountWhatWasPlantedOnEachTopic() {
        // When
        JsonNode counts = json(OWN).path("counts");

        // Then
        planted.counts("own")
                .forEach((topic, records) ->
                        assertThat(counts.path(topic).asLong(-1)).as(topic).isEqualTo(records));
        assertThat(counts.size()).isEqualTo(planted.counts("own").size());
    }

    @Test
    void shouldLeaveOutOfTheCountWhatIsNotThere() {
        // Given
        jdbi().useHandle(handle -> handle.execute("delete from view_feedback where kind = 'SETTLED'"));

        // When
        JsonNode counts = json(OWN).path("counts");

        // Then
        assertThat(counts.path(Topics.CLAIMS_FEEDBACK.name()).asLong())
                .isEqualTo(planted.counts("own").getOrDefault(Topics.CLAIMS_FEEDBACK.name(), 0L) - 1);
    }

    @Test
    void shouldHoldFeaturesOfWhatIsNotScoredYet() {
        // Given
        jdbi().useHandle(handle -> handle.execute("delete from view_score"));

        // When
        JsonNode export = json(OWN);

        // Then
        assertThat(export.path("scores")).isEmpty();
        assertThat(export.path("features")).hasSize(1);
    }

    @Test
    void shouldWriteAPageThatNeedsNothingElseAndEscapesWhatPeopleWrote() {
        // Given
        planted.plant(jdbi(), "own<script>", 300);

        // When
        String page = written(new Subject(INSURER, "p-own<script>"), Form.HTML);

        // Then
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .contains("Name own&lt;script&gt;", "Who did something with your claims", "30 days")
                .doesNotContain("<script", "src=", "href=", "c-other", "Name other");
        assertThat(page.split("<section>", -1)).hasSize(page.split("</section>", -1).length);
    }

    @Test
    void shouldAnswerForWhoeverWasErasedWithTheReceiptAlone() {
        // Given
        planted.erase(jdbi(), "own");

        // When
        JsonNode export = json(OWN);

        // Then
        assertThat(export.at("/erased/receipt").asText()).isEqualTo("e-1");
        assertThat(export.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("insurer", "subject", "madeAt", "erased");
        assertThat(written(OWN, Form.HTML)).contains("e-1").doesNotContain("c-own");
    }

    @Test
    void shouldAnswerForAnErasedClaimWithTheReceiptAlone() {
        // Given
        planted.begunToErase(jdbi(), "own");
        planted.acceptUnnamed(jdbi(), "own", 150);

        // When
        Subject claimant =
                planted.exports(jdbi()).ofClaim(new ClaimKey(INSURER, "c-own")).orElseThrow();
        JsonNode export = json(claimant);

        // Then
        assertThat(claimant).isEqualTo(OWN);
        assertThat(export.at("/erased/receipt").asText()).isEqualTo("ER-000009");
        assertThat(export.has("person")).isFalse();
    }

    @Test
    void shouldFindWhomAClaimWasCorrectedToAfterAnErasure() {
        // Given
        planted.begunToErase(jdbi(), "own");
        planted.correct(jdbi(), "own", "nephew", 300);

        // Then
        assertThat(planted.exports(jdbi()).ofClaim(new ClaimKey(INSURER, "c-own")))
                .contains(new Subject(INSURER, "p-nephew"));
    }

    @Test
    void shouldFindWhoWasErasedLastOfAClaimThatNoViewKnows() {
        // Given
        planted.begunToErase(jdbi(), "own");
        jdbi().useHandle(handle -> {
            handle.execute("insert into record_erasure (erasure_id, insurer, claimant, reason, asked_by, asked_at,"
                    + " expires_at, state, decided_by, decided_at, receipt) values ('er_again', 'acme', 'p-nephew', 'r',"
                    + " 'u', current_timestamp, current_timestamp, 'CONFIRMED', 'v', current_timestamp, 10)");
            handle.execute("insert into record_erased_claim (insurer, claim_id, erasure_id, receipt, revision)"
                    + " values ('acme', 'c-own', 'er_again', 'ER-000010', 2)");
            handle.execute("delete from view_claim_revision where claim_id = 'c-own'");
        });

        // Then
        assertThat(planted.exports(jdbi()).ofClaim(new ClaimKey(INSURER, "c-own")))
                .contains(new Subject(INSURER, "p-nephew"));
    }

    @Test
    void shouldFindNobodyForAClaimThatNamesNobody() {
        // Given
        planted.acceptUnnamed(jdbi(), "later", 150);

        // Then
        assertThat(planted.exports(jdbi()).ofClaim(new ClaimKey(INSURER, "c-later")))
                .isEmpty();
    }

    @Test
    void shouldFindWhoeverIsMeantAndWriteOneAtATime() {
        // Given
        Exports exports = planted.exports(jdbi());

        // Then
        assertThat(exports.ofClaim(new ClaimKey(INSURER, "c-own"))).contains(OWN);
        assertThat(exports.ofClaim(new ClaimKey(INSURER, "c-nobody"))).isEmpty();
        assertThat(exports.isKnown(OWN)).isTrue();
        assertThat(exports.isKnown(new Subject("else", "p-own"))).isFalse();
        try (Export first = exports.begin(ACT, OWN, "r").orElseThrow()) {
            assertThat(exports.begin(ACT, OWN, "r")).isEmpty();
            first.write(Form.JSON, new ByteArrayOutputStream());
        }
        exports.begin(ACT, OWN, "r").orElseThrow().close();
    }

    @Test
    void shouldTellRejectionsByWhatTheSubmissionSays() {
        // When
        JsonNode export = json(OWN);

        // Then
        assertThat(export.path("rejections").findValuesAsText("claimId"))
                .containsExactlyInAnyOrder("c-own", "stray-own");
    }

    private JsonNode json(Subject subject) {
        return EventJson.parse(written(subject, Form.JSON));
    }

    private String written(Subject subject, Form form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Export export =
                planted.exports(jdbi()).begin(ACT, subject, "request 7").orElseThrow()) {
            export.write(form, out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
