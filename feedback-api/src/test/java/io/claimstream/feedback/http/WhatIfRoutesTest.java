package io.claimstream.feedback.http;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.counterfactual.ClaimFields;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.WhatIfWorld;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.view.SettledClaim;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ReviewReason;
import io.claimstream.model.Scorer;
import io.claimstream.model.Slots;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Explanations, counterfactuals and previews over HTTP, with models that were trained and published. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatIfRoutesTest {

    private static final Map<String, Caller> CALLERS = Map.of(
            "all", new Caller("key:k_1", Role.ADJUSTER),
            "acme", new Caller("key:k_2", Role.ADJUSTER, "acme", Kind.KEY),
            "other", new Caller("key:k_3", Role.ADJUSTER, "other", Kind.KEY));

    private WhatIfWorld world;
    private ApiUnderTest api;
    private ModelBundle bundle;
    private ClaimScored score;

    @BeforeAll
    void open(@TempDir Path folder) {
        world = new WhatIfWorld(folder);
        api = new ApiUnderTest(
                it -> TestAccess.of(it.database(), it.clock(), key -> Optional.ofNullable(CALLERS.get(key))),
                world.desk());
        bundle = world.publish(1, WhatIfWorld.SLOT);
        world.promote(bundle.version());
        score = world.scored(bundle, 1);
    }

    @BeforeEach
    void fill() {
        world.restore();
        api.kafka().clear();
        api.readModel().clear();
        api.readModel().withScore(score);
    }

    @AfterAll
    void close() {
        api.close();
        world.close();
    }

    @Test
    void shouldExplainEveryReasonOfTheVeryScoreToThePenny() throws Exception {
        // Given
        world.calibrate(20, bundle.version());

        // When
        JsonNode told = answer(200, api.get(explanation(score), "all"));

        // Then
        assertThat(told.at("/remade/outcome").asText()).isEqualTo("BIT_FOR_BIT");
        assertThat(told.path("estimate").decimalValue()).isEqualByComparingTo(score.getEstimate());
        assertThat(told.at("/interval/lower").decimalValue())
                .as("by the calibration of then")
                .isEqualByComparingTo(score.getInterval().orElseThrow().getLower());
        BigDecimal sum = told.path("baseValue").decimalValue();
        for (JsonNode reason : told.path("reasons")) {
            sum = sum.add(reason.path("amount").decimalValue());
        }
        assertThat(sum).isEqualByComparingTo(score.getEstimate());
        assertThat(told.at("/sum/exact").asBoolean()).isTrue();
        assertThat(told.path("reasons").size()).isGreaterThan(score.getReasons().size());
        assertThat(mainReasons(told))
                .containsExactlyInAnyOrderElementsOf(score.getReasons().stream()
                        .map(it -> it.getFeature() + " " + it.getContribution())
                        .toList());
        assertThat(told.at("/model/error/rows").asInt()).isPositive();
        assertThat(fact(told, "claimant_history")).contains("in a year: 3");
        assertThat(fact(told, "amount_claimed")).contains("GBP 2,400.00");
    }

    @Test
    void shouldTellOnlyWhatTheScoreNamesWhenItCannotBeMadeAgain() throws Exception {
        // Given
        ClaimScored older = ClaimScored.newBuilder(score)
                .setScoreId("s_older")
                .setEngineVersion("compiled/0")
                .build();
        ClaimScored changed = ClaimScored.newBuilder(score)
                .setScoreId("s_9")
                .setConfidence(0.5)
                .build();
        ClaimScored unknown = ClaimScored.newBuilder(score)
                .setScoreId("s_unknown")
                .setModelVersion("m-000000000000")
                .build();
        api.readModel().withScore(older).withScore(changed).withScore(unknown);

        // When, Then
        assertThat(remade(older)).isEqualTo("OTHER_ENGINE");
        assertThat(remade(changed)).as("the id differs, too").isEqualTo("DIFFERENT");
        assertThat(remade(unknown)).isEqualTo("MODEL_GONE");
        world.lose(Topics.CLAIMS_FEATURES, WhatIfWorld.FEATURES);
        JsonNode told = answer(200, api.get(explanation(score), "all"));
        assertThat(told.at("/remade/outcome").asText()).isEqualTo("FEATURES_GONE");
        assertThat(told.path("reasons")).hasSize(score.getReasons().size());
        assertThat(told.at("/sum/otherReasons").decimalValue()).isEqualByComparingTo(score.getOtherReasons());
        assertThat(told.at("/sum/exact").asBoolean()).isTrue();
    }

    @Test
    void shouldWriteALetterThatSaysTheSameInEveryForm() throws Exception {
        // Given
        String path = "/v1/scores/" + score.getScoreId() + "/letter";

        // When
        JsonNode letter = answer(200, api.get(path, "acme"));
        String page = letterAs(path, "text/html").body();
        HttpResponse<String> paper = letterAs(path, "application/pdf");

        // Then
        assertThat(answer(200, api.get(path, "acme"))).as("again").isEqualTo(letter);
        assertThat(letter.path("missing")).hasSize(3);
        assertThat(letter.path("sections").findValuesAsText("heading"))
                .containsExactly(
                        "How it was done",
                        "The estimate",
                        "The main reasons",
                        "What would have changed the estimate",
                        "If you disagree");
        JsonNode change = letter.at("/sections/3/paragraphs/0");
        assertThat(change.asText()).contains("the smallest change that we found", "instead of");
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains(change.asText())
                .doesNotContain("<script", score.getInsurer() + "|");
        assertThat(paper.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(answer(404, api.get(path, "other")).path("code").asText()).isEqualTo("SCORE_NOT_FOUND");
        assertThat(letterAs(path, "image/png").statusCode()).isEqualTo(406);
    }

    @Test
    void shouldWriteALetterAboutWhatNoModelEstimatedAndWhatIsGone() throws Exception {
        // When
        String whole =
                api.get("/v1/scores/" + score.getScoreId() + "/letter", "all").body();
        world.lose(Topics.CLAIMS_FEATURES, WhatIfWorld.FEATURES);
        String gone =
                api.get("/v1/scores/" + score.getScoreId() + "/letter", "all").body();
        String plain = api.get("/v1/scores/" + baseline().getScoreId() + "/letter", "all")
                .body();

        // Then
        assertThat(whole).contains("We tested it with", "off by", "in 100 are settled for between");
        assertThat(gone).contains("can no longer be worked out", "Not every reason");
        assertThat(plain)
                .contains("No statistical model was used", "it changes with each of them", "the sum of the amounts")
                .doesNotContain("about half of the claims");
    }

    private HttpResponse<String> letterAs(String path, String type) throws Exception {
        return api.send(api.request(path)
                .header("X-Api-Key", "all")
                .header("Accept", type)
                .GET());
    }

    @Test
    void shouldExplainWhatTheBaselineScored() throws Exception {
        // Given
        ClaimScored baseline = baseline();

        // When
        JsonNode told = answer(200, api.get(explanation(baseline), "all"));

        // Then
        assertThat(told.at("/remade/outcome").asText()).isEqualTo("BIT_FOR_BIT");
        assertThat(told.at("/reasons/0/amount").decimalValue()).isEqualByComparingTo("2400.00");
        assertThat(told.at("/reviewReasons/0/code").asText()).isEqualTo("NO_MODEL");
        assertThat(told.has("model")).isFalse();
    }

    @Test
    void shouldPreviewWithoutChangesExactlyWhatWasServed() throws Exception {
        // Given
        world.calibrate(20, bundle.version());

        // When
        JsonNode preview = answer(200, preview("all", "{\"scoreId\": \"%s\"}".formatted(score.getScoreId())));

        // Then
        JsonNode served = EventJson.parse(EventJson.format(EventJson.toJson(score)));
        for (String field : List.of("estimate", "baseValue", "interval", "confidence", "calibration", "modelVersion")) {
            assertThat(preview.path(field)).as(field).isEqualTo(served.path(field));
        }
        JsonNode explained = answer(200, api.get(explanation(score), "all"));
        assertThat(preview.path("reasons")).hasSameSizeAs(explained.path("reasons"));
        for (int i = 0; i < preview.path("reasons").size(); i++) {
            assertThat(preview.path("reasons").path(i).path("sentence"))
                    .isEqualTo(explained.path("reasons").path(i).path("sentence"));
        }
        assertThat(preview.at("/difference/estimate").decimalValue()).isEqualByComparingTo("0");
        assertThat(preview.at("/history/kind").asText()).isEqualTo("AS_SERVED");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldPreviewOtherFactsAsTheStreamWouldScoreThem() throws Exception {
        // Given
        String body =
                """
                {"scoreId": "%s", "changes": {"headsOfLoss.specialEarningsLoss": 2500.5, "injury.prognosis": "  ",
                  "injury.whiplash": null, "accident.date": "2024-01-01T00:00:00Z"}}"""
                        .formatted(score.getScoreId());

        // When
        JsonNode preview = answer(200, preview("all", body));

        // Then
        assertThat(preview.path("estimate").decimalValue()).isGreaterThan(score.getEstimate());
        assertThat(preview.at("/difference/estimate").decimalValue())
                .isEqualByComparingTo(preview.path("estimate").decimalValue().subtract(score.getEstimate()));
        assertThat(sum(preview)).isEqualByComparingTo(preview.path("estimate").decimalValue());
        assertThat(preview.at("/from/estimate").decimalValue()).isEqualByComparingTo(score.getEstimate());
        assertThat(change(preview, "headsOfLoss.specialEarningsLoss").path("to").decimalValue())
                .isEqualByComparingTo("2500.50");
        assertThat(change(preview, "injury.prognosis").has("to"))
                .as("blank is as good as none")
                .isFalse();
        assertThat(sentence(preview, "amount_claimed")).contains("GBP 4,000.50");
        assertThat(sentence(preview, "prognosis_months")).contains("not stated");
        assertThat(sentence(preview, "claimant_history")).contains("in a year: 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policyPseudonym | \"x\" | /changes/policyPseudonym | IMMUTABLE_FIELD",
                "claimDate | \"2025-01-01T00:00:00Z\" | /changes/claimDate | IMMUTABLE_FIELD",
                "insurer | \"other\" | /changes/insurer | IMMUTABLE_FIELD",
                "personal.name | \"x\" | /changes/personal.name | IMMUTABLE_FIELD",
                "protectedAttributes.gender | \"Female\" | /changes/protectedAttributes.gender | PROTECTED_FIELD",
                "protectedAttributes | {} | /changes/protectedAttributes | PROTECTED_FIELD",
                "headsOfLoss.wages | 1 | /changes/headsOfLoss.wages | UNKNOWN_FIELD",
                "injury | {} | /changes/injury | UNKNOWN_FIELD",
                "a~/b | 1 | /changes/a~0~1b | UNKNOWN_FIELD",
                "injury.whiplash | {} | /changes/injury.whiplash | WRONG_TYPE",
                "injury.whiplash | \"yes\" | /changes/injury.whiplash | WRONG_TYPE"
            })
    void shouldNameWhatMayNotBeChanged(String field, String value, String pointer, String code) throws Exception {
        // When
        JsonNode problem = answer(
                400,
                preview(
                        "all",
                        "{\"scoreId\": \"%s\", \"changes\": {\"%s\": %s}}"
                                .formatted(score.getScoreId(), field, value)));

        // Then
        assertThat(problem.at("/problems/0/pointer").asText()).isEqualTo(pointer);
        assertThat(problem.at("/problems/0/code").asText()).isEqualTo(code);
    }

    @Test
    void shouldHoldChangedFactsAgainstTheRulesOfClaims() throws Exception {
        // When
        JsonNode problem = answer(
                422,
                preview(
                        "all",
                        "{\"scoreId\": \"%s\", \"changes\": {\"headsOfLoss.generalFixed\": -1, \"accident.date\": \"2099-01-01T00:00:00Z\"}}"
                                .formatted(score.getScoreId())));

        // Then
        assertThat(problem.path("code").asText()).isEqualTo("CLAIM_REJECTED");
        assertThat(problem.findValuesAsText("pointer"))
                .contains("/changes/headsOfLoss.generalFixed", "/changes/accident.date");
        assertThat(problem.findValuesAsText("code")).contains("AMOUNT_NEGATIVE", "TIME_TOO_LATE");
    }

    @Test
    void shouldPreviewAClaimThatNobodySubmitsWithoutHistory() throws Exception {
        // When
        JsonNode preview = answer(200, preview("acme", claim(WhatIfWorld.submitted(), "")));

        // Then
        assertThat(preview.path("modelVersion").asText()).isEqualTo(bundle.version());
        assertThat(preview.at("/history/kind").asText()).isEqualTo("NONE");
        assertThat(preview.has("from")).isFalse();
        assertThat(sum(preview)).isEqualByComparingTo(preview.path("estimate").decimalValue());
        assertThat(sentence(preview, "claimant_history")).contains("in a year: 0");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldNameTheRulesThatAClaimBreaks() throws Exception {
        // When
        JsonNode problem = answer(
                422,
                preview(
                        "all",
                        claim(aClaim().withCurrency("XXQ").withPolicy(" ").build(), "")));
        JsonNode malformed = answer(400, preview("all", "{\"claim\": {\"insurer\": 7}, \"scoreId\": \"s_1\"}"));
        JsonNode form = answer(400, preview("all", "{\"claim\": {\"insurer\": 7}}"));

        // Then
        assertThat(problem.path("code").asText()).isEqualTo("CLAIM_REJECTED");
        assertThat(problem.findValuesAsText("pointer")).contains("/claim/currency", "/claim/policy");
        assertThat(malformed.at("/problems/0/pointer").asText()).isEqualTo("/scoreId");
        assertThat(form.findValuesAsText("pointer")).contains("/claim/insurer");
    }

    @Test
    void shouldPreviewByAnotherVersionAndByTheBaseline() throws Exception {
        // Given
        ModelBundle other = world.publish(2, WhatIfWorld.SLOT);

        // When
        JsonNode byOther = answer(200, preview("all", ofScore("\"modelVersion\": \"" + other.version() + "\"")));
        JsonNode byBaseline = answer(200, preview("all", ofScore("\"modelVersion\": \"baseline\"")));

        // Then
        assertThat(byOther.path("modelVersion").asText()).isEqualTo(other.version());
        assertThat(byOther.path("calibration").asInt()).isEqualTo(2);
        assertThat(byOther.at("/from/modelVersion").asText()).isEqualTo(bundle.version());
        assertThat(byBaseline.path("estimate").decimalValue()).isEqualByComparingTo("2400.00");
        assertThat(byBaseline.at("/reviewReasons/0/code").asText()).isEqualTo("BASELINE_REQUESTED");
    }

    @Test
    void shouldRefuseVersionsThatAreUnknownUnverifiableOrForOtherClaims() throws Exception {
        // Given
        ModelBundle forged = world.publish(3, WhatIfWorld.SLOT, "forger");
        ModelBundle elsewhere = world.publish(4, Slots.everyInsurer("MOTOR_INJURY", "EUR"));
        ModelBundle anothers = world.publish(
                5, ModelSlot.newBuilder(WhatIfWorld.SLOT).setInsurer("other").build());

        // When, Then
        assertThat(code(404, "m-000000000000")).isEqualTo("VERSION_NOT_FOUND");
        assertThat(code(422, forged.version())).isEqualTo("VERSION_REFUSED");
        assertThat(code(422, elsewhere.version())).isEqualTo("VERSION_NOT_FOR_CLAIM");
        assertThat(code(404, anothers.version())).isEqualTo("VERSION_NOT_FOUND");
        assertThat(answer(400, preview("all", ofScore("\"modelVersion\": \"latest\"")))
                        .at("/problems/0/pointer")
                        .asText())
                .isEqualTo("/modelVersion");
    }

    @Test
    void shouldSayWhatIsGoneAndWhatIsAway() throws Exception {
        // Given
        world.lose(Topics.CLAIMS_ACCEPTED, WhatIfWorld.ACCEPTED);

        // When, Then
        assertThat(answer(410, preview("all", ofScore("\"changes\": {}")))
                        .path("code")
                        .asText())
                .isEqualTo("EVIDENCE_GONE");
        world.kafkaIsAway();
        HttpResponse<String> away = preview("all", ofScore("\"changes\": {}"));
        assertThat(answer(503, away).path("code").asText()).isEqualTo("KAFKA_UNAVAILABLE");
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        world.catchingUp();
        assertThat(answer(503, preview("all", claim(WhatIfWorld.submitted(), "")))
                        .path("code")
                        .asText())
                .isEqualTo("CATCHING_UP");
    }

    @Test
    void shouldFindAChangeThatReallyCrossesAndTouchesOnlyWhatMayChange() throws Exception {
        for (String factor : List.of("0.8", "0.9", "0.95", "1.05", "1.1")) {
            // Given
            BigDecimal amount =
                    score.getEstimate().multiply(new BigDecimal(factor)).setScale(2, RoundingMode.HALF_EVEN);

            // When
            JsonNode found = answer(200, counterfactual("{\"amount\": %s}".formatted(amount)));

            // Then
            assertThat(found.path("outcome").asText()).isIn("ONE_FIELD", "TWO_FIELDS");
            BigDecimal then = found.path("estimateThen").decimalValue();
            boolean isUp = amount.compareTo(score.getEstimate()) > 0;
            assertThat(isUp ? then.compareTo(amount) >= 0 : then.compareTo(amount) <= 0)
                    .as("%s crosses %s", then, amount)
                    .isTrue();
            ObjectNode changes = JsonNodeFactory.instance.objectNode();
            found.path("changes").forEach(it -> changes.set(it.path("field").asText(), it.path("to")));
            assertThat(ClaimFields.CHANGEABLE)
                    .extracting(it -> it.path())
                    .containsAll(
                            changes.properties().stream().map(Map.Entry::getKey).toList());
            JsonNode preview = answer(200, preview("all", ofScore("\"changes\": " + EventJson.format(changes))));
            assertThat(preview.path("estimate").decimalValue())
                    .as("the preview of the same change")
                    .isEqualByComparingTo(then);
        }
    }

    @Test
    void shouldSayWhenNoChangeIsNeededOrNoneMovesIt() throws Exception {
        // When
        JsonNode there = answer(200, counterfactual("{\"amount\": 1.00, \"direction\": \"atLeast\"}"));
        JsonNode never = answer(200, counterfactual("{\"amount\": 99999999999.00}"));

        // Then
        assertThat(there.path("outcome").asText()).isEqualTo("NONE_NEEDED");
        assertThat(there.path("estimateThen").decimalValue()).isEqualByComparingTo(score.getEstimate());
        assertThat(never.path("outcome").asText()).isEqualTo("NONE_FOUND");
        assertThat(never.path("changes")).isEmpty();
        assertThat(never.path("text").asText()).contains("No change");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /amount | MISSING",
                "{\"amount\": -1} | /amount | OUT_OF_RANGE",
                "{\"amount\": 1e999999999} | /amount | OUT_OF_RANGE",
                "{\"amount\": 1.001} | /amount | TOO_MANY_DECIMALS",
                "{\"amount\": 5, \"direction\": \"up\"} | /direction | WRONG_FORM",
                "{\"amount\": 5, \"field\": 1} | /field | UNKNOWN_FIELD"
            })
    void shouldNameWhatIsWrongWithAnAmount(String body, String pointer, String code) throws Exception {
        // When
        JsonNode problem = answer(400, counterfactual(body));

        // Then
        assertThat(problem.at("/problems/0/pointer").asText()).isEqualTo(pointer);
        assertThat(problem.at("/problems/0/code").asText()).isEqualTo(code);
    }

    @Test
    void shouldFindNoCounterfactualOfTheBaseline() throws Exception {
        // Given
        ClaimScored baseline = baseline();

        // When
        JsonNode problem = answer(
                422, api.post("/v1/scores/" + baseline.getScoreId() + "/counterfactual", "all", "{\"amount\": 5}"));

        // Then
        assertThat(problem.path("code").asText()).isEqualTo("SCORED_BY_BASELINE");
    }

    @Test
    void shouldFindThePastClaimsThatAreMostAlike() throws Exception {
        // Given
        api.readModel()
                .settled(
                        past("c-like", "910.00", "6 months", "2100.00", Facts.NOW.minusSeconds(60)),
                        past("c-same", "900.00", "6 months", "2400.00", Facts.NOW.minusSeconds(120)),
                        past("c-newer", "900.00", "6 months", "1900.00", Facts.NOW.minusSeconds(30)),
                        past("c-far", "1.00", "99 months", "90000.00", Facts.NOW));

        // When
        JsonNode found = answer(200, api.get(similar(score), "all"));

        // Then
        assertThat(found.path("compared").asInt()).isEqualTo(4);
        assertThat(found.path("method").asText()).isEqualTo("gower/1");
        assertThat(found.path("similar"))
                .extracting(it -> it.path("claimId").asText())
                .as("of those that are as alike the newest first; c-far is not alike at all")
                .startsWith("c-newer", "c-same", "c-like")
                .hasSizeBetween(3, 4);
        JsonNode first = found.at("/similar/0");
        assertThat(first.path("settled").decimalValue()).isEqualByComparingTo("1900.00");
        assertThat(first.path("difference").decimalValue()).isEqualByComparingTo("-100.00");
        assertThat(first.path("claimLink").asText()).isEqualTo("/v1/claims/acme/c-newer");
        assertThat(found.at("/similar/2/likeness").asDouble())
                .isLessThan(first.path("likeness").asDouble());
        assertThat(first.findValuesAsText("feature")).noneMatch(it -> it.endsWith("_history"));
        assertThat(answer(200, api.get(similar(score) + "?limit=1", "acme")).path("similar"))
                .hasSize(1);
        assertThat(api.get(similar(score) + "?limit=21", "all").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSayWhenNothingIsLikeItOrWhatItWasMadeFromIsGone() throws Exception {
        // When
        JsonNode none = answer(200, api.get(similar(score), "all"));
        world.lose(Topics.CLAIMS_FEATURES, WhatIfWorld.FEATURES);
        JsonNode gone = answer(410, api.get(similar(score), "all"));

        // Then
        assertThat(none.path("compared").asInt()).isZero();
        assertThat(none.path("similar")).isEmpty();
        assertThat(gone.path("code").asText()).isEqualTo("EVIDENCE_GONE");
    }

    private static SettledClaim past(String claimId, String earnings, String prognosis, String settled, Instant at) {
        ClaimSubmitted claim = aClaim().withClaimId(claimId)
                .withInsurer(Facts.INSURER)
                .withEarningsLoss(earnings)
                .withGeneralFixed("1500.00")
                .withPrognosis(prognosis)
                .build();
        return WhatIfWorld.settled(claim, "2000.00", settled, at);
    }

    @Test
    void shouldAnswerForScoresOfOthersAsForNone() throws Exception {
        // When, Then
        for (String path : List.of("/v1/scores/%s/explanation", "/v1/scores/%s/similar")) {
            HttpResponse<String> hidden = api.get(path.formatted(score.getScoreId()), "other");
            HttpResponse<String> missing = api.get(path.formatted("s_none"), "other");
            assertThat(hidden.statusCode()).isEqualTo(404);
            assertThat(ApiUnderTest.comparable(hidden)).isEqualTo(ApiUnderTest.comparable(missing));
        }
        String body = "{\"amount\": 5}";
        assertThat(ApiUnderTest.comparable(
                        api.post("/v1/scores/" + score.getScoreId() + "/counterfactual", "other", body)))
                .isEqualTo(ApiUnderTest.comparable(api.post("/v1/scores/s_none/counterfactual", "other", body)));
        assertThat(ApiUnderTest.comparable(preview("other", ofScore("\"changes\": {}"))))
                .isEqualTo(ApiUnderTest.comparable(preview("other", "{\"scoreId\": \"s_none\", \"changes\": {}}")));
        assertThat(preview("other", claim(WhatIfWorld.submitted(), "")).statusCode())
                .isEqualTo(403);
        assertThat(api.get(explanation(score), "acme").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldLoadAModelOnceForAllWhoAskAtOnce() throws Exception {
        // Given
        ModelBundle fresh = world.publish(6, WhatIfWorld.SLOT);
        int before = world.loads();
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();

        // When
        for (int i = 0; i < 6; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return preview("all", ofScore("\"modelVersion\": \"" + fresh.version() + "\""));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }

        // Then
        for (CompletableFuture<HttpResponse<String>> one : asked) {
            assertThat(one.get().statusCode()).isEqualTo(200);
        }
        assertThat(world.loads()).isEqualTo(before + 1);
    }

    private ClaimScored baseline() {
        ClaimFeatures features = world.accepted();
        ClaimScored baseline =
                Scorer.baseline(features, WhatIfWorld.FEATURES, ReviewReason.NO_MODEL, score.getScoredAt());
        api.readModel().withScore(baseline);
        return baseline;
    }

    private String remade(ClaimScored written) throws Exception {
        return answer(200, api.get(explanation(written), "all"))
                .at("/remade/outcome")
                .asText();
    }

    private String code(int status, String version) throws Exception {
        return answer(status, preview("all", ofScore("\"modelVersion\": \"" + version + "\"")))
                .path("code")
                .asText();
    }

    private String ofScore(String more) {
        return "{\"scoreId\": \"" + score.getScoreId() + "\", " + more + "}";
    }

    private static String claim(ClaimSubmitted claim, String more) {
        return "{\"claim\": " + EventJson.format(EventJson.toJson(claim)) + more + "}";
    }

    private HttpResponse<String> preview(String key, String body) throws Exception {
        return api.post("/v1/previews", key, body);
    }

    private HttpResponse<String> counterfactual(String body) throws Exception {
        return api.post("/v1/scores/" + score.getScoreId() + "/counterfactual", "all", body);
    }

    private static String explanation(ClaimScored score) {
        return "/v1/scores/" + score.getScoreId() + "/explanation";
    }

    private static String similar(ClaimScored score) {
        return "/v1/scores/" + score.getScoreId() + "/similar";
    }

    private static JsonNode answer(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return ApiUnderTest.json(answer);
    }

    private static List<String> mainReasons(JsonNode told) {
        List<String> main = new ArrayList<>();
        told.path("reasons").forEach(it -> {
            if (it.path("main").asBoolean()) {
                main.add(it.path("feature").asText() + " " + it.path("amount").decimalValue());
            }
        });
        return main;
    }

    private static BigDecimal sum(JsonNode preview) {
        BigDecimal sum = preview.path("baseValue").decimalValue();
        for (JsonNode reason : preview.path("reasons")) {
            sum = sum.add(reason.path("amount").decimalValue());
        }
        return sum;
    }

    private static String fact(JsonNode told, String group) {
        return reason(told, group).path("facts").asText();
    }

    private static String sentence(JsonNode told, String group) {
        return reason(told, group).path("sentence").asText();
    }

    private static JsonNode reason(JsonNode told, String group) {
        for (JsonNode reason : told.path("reasons")) {
            if (reason.path("feature").asText().equals(group)) {
                return reason;
            }
        }
        throw new AssertionError("Expected a reason of " + group);
    }

    private static JsonNode change(JsonNode preview, String field) {
        for (JsonNode change : preview.path("changes")) {
            if (change.path("field").asText().equals(field)) {
                return change;
            }
        }
        throw new AssertionError("Expected a change of " + field);
    }
}
