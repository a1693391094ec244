package io.claimstream.feedback.browser;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.WhatIfWorld;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.view.Claim.Status;
import io.claimstream.feedback.view.ClaimPage;
import io.claimstream.feedback.view.ClaimSearch.Place;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.claimstream.feedback.view.SettledClaim;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelManifest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A server whose pages have something to show: claims that wait, one that a model scored and a person corrected, figures of a month, people. */
final class Fixture implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    private static final String ROOT = "root";
    private static final int WAITING = 12;

    private final WhatIfWorld world;
    private final ApiUnderTest api;
    private final ModelFixture models;
    private final OfficeFixture office;
    private final String invitation;
    private final String passwordReset;

    Fixture(Path folder) throws IOException, InterruptedException {
        world = new WhatIfWorld(folder);
        api = new ApiUnderTest(
                it -> TestAccess.of(it.database(), it.clock(), key -> Optional.of(key)
                        .filter(ROOT::equals)
                        .map(known -> new Caller("cli", Role.ADMINISTRATOR))),
                world.desk());
        ModelBundle bundle = world.publish(1, WhatIfWorld.SLOT);
        world.promote(bundle.version());
        ClaimScored score = world.scored(bundle, 1);
        api.readModel().withScore(score);
        api.readModel()
                .project(Facts.settlement("f-1", score.getClaimId())
                        .setKind(FeedbackKind.CORRECTED)
                        .setRevision(score.getRevision())
                        .setScoreId(score.getScoreId())
                        .setReasonCode("PROGNOSIS")
                        .build());
        api.readModel()
                .settled(IntStream.rangeClosed(1, 3).mapToObj(Fixture::settled).toArray(SettledClaim[]::new));
        List<ClaimSummary> waiting =
                IntStream.rangeClosed(1, WAITING).mapToObj(this::waiting).toList();
        api.readModel()
                .page(new ClaimPage(
                        waiting,
                        Optional.of(
                                new Place("2026-03-01T09:30:00Z", waiting.get(0).key()))));
        fillFigures();
        this.models = ModelFixture.fill(api, ModelManifest.parse(bundle.manifest()), ROOT);
        this.invitation = pageOf(invite(Role.ADJUSTER));
        JsonNode forgetful = join(Role.FINANCE, "forgetful");
        this.passwordReset = pageOf(resetOf(forgetful));
        this.office = OfficeFixture.fill(api, ROOT, forgetful.path("userId").asText());
        office.contests("/claims/" + Facts.INSURER + "/" + WhatIfWorld.CLAIM_ID);
    }

    ApiUnderTest api() {
        return api;
    }

    String root() {
        return "http://127.0.0.1:" + api.port();
    }

    /** Where pages are, by the beginning of their path. */
    Map<String, String> addresses() {
        Map<String, String> all = new HashMap<>(models.addresses());
        all.putAll(office.addresses());
        all.put("/audit/claims/{insurer}/<claimId>", "/audit/claims/" + Facts.INSURER + "/" + WhatIfWorld.CLAIM_ID);
        all.put("/claims/{insurer}/<claimId>", "/claims/" + Facts.INSURER + "/" + WhatIfWorld.CLAIM_ID);
        // A link that nobody has taken up yet, and one that no password was set by.
        all.put("/invitations/{invitation}", invitation);
        all.put("/password-resets/{token}", passwordReset);
        all.put("/assets/{version}/{file}", "/assets/any/icon.svg");
        return all;
    }

    /** Makes an account, for every insurer, with {@link #PASSWORD}. */
    JsonNode join(Role role, String login) throws IOException, InterruptedException {
        return answer(
                201,
                api.post(
                        invite(role),
                        "",
                        "{\"login\":\"%s\",\"displayName\":\"Ann Example\",\"password\":\"%s\"}"
                                .formatted(login, PASSWORD)));
    }

    private String invite(Role role) throws IOException, InterruptedException {
        return answer(201, api.post("/v1/invitations", ROOT, "{\"role\":\"" + role + "\"}"))
                .path("link")
                .asText();
    }

    private String resetOf(JsonNode user) throws IOException, InterruptedException {
        return answer(201, api.post("/v1/users/" + user.path("userId").asText() + "/password-reset", ROOT, "{}"))
                .path("link")
                .asText();
    }

    private static String pageOf(String link) {
        return link.substring("/v1".length());
    }

    private static JsonNode answer(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return ApiUnderTest.json(answer);
    }

    /** Due from two days ago to ten days hence, for ever more money. */
    private ClaimSummary waiting(int number) {
        BigDecimal estimate = new BigDecimal("1234.56").multiply(BigDecimal.valueOf(number));
        return new ClaimSummary(
                new ClaimKey(
                        Facts.INSURER,
                        number == 1 ? WhatIfWorld.CLAIM_ID : "a/claim-with-a-rather-long-name-" + number),
                1,
                Status.SCORED,
                Facts.NOW,
                new ClaimSummary.Facts(
                        "MOTOR_INJURY",
                        "GBP",
                        Facts.NOW,
                        api.clock().instant().plus(Duration.ofDays(number - 3L)).plusSeconds(1)),
                new Scored(
                        "s_" + number,
                        "GBP",
                        estimate,
                        estimate.subtract(BigDecimal.TEN),
                        estimate.add(BigDecimal.TEN),
                        "m-1",
                        Facts.NOW),
                new Decision(Verdict.OPEN, null, null, null));
    }

    /** Like the claim that is scored, but for its loss of earnings. */
    private static SettledClaim settled(int number) {
        return WhatIfWorld.settled(
                aClaim("past/claim-with-a-rather-long-name-" + number)
                        .withInsurer(Facts.INSURER)
                        .withEarningsLoss(700 + 200 * number + ".00")
                        .withGeneralFixed("1500.00")
                        .build(),
                "2000.00",
                1_700 + 150 * number + ".00",
                Facts.NOW);
    }

    private void fillFigures() {
        api.database().jdbi().useHandle(handle -> {
            handle.execute("insert into view_tally_record values"
                    + " (date '2026-03-01', 'SUBMITTED', 'acme', '', '', '', 1030),"
                    + " (date '2026-02-28', 'SUBMITTED', 'acme', '', '', '', 7),"
                    + " (date '2026-03-01', 'ACCEPTED', 'acme', 'MOTOR_INJURY', 'GBP', '', 25)");
            handle.execute("insert into view_tally_waiting values"
                    + " ('acme', 'MOTOR_INJURY', 'GBP', date '2026-02-27', date '2026-02-28', 5, 4, 800.50)");
            handle.execute("insert into view_tally_answered values"
                    + " (date '2026-03-01', 'acme', 'MOTOR_INJURY', 'GBP', 'm-1', 18, 6)");
            handle.execute(
                    "insert into view_tally_settled values (date '2026-03-01', 'acme', 'MOTOR_INJURY', 'GBP', 'm-1',"
                            + " 20, 24000, 20000, 4000, 20, 4, 4, 20, 10, 20, 12, 8)");
            handle.execute("insert into view_tally_paid values"
                    + " (date '2026-03-01', 'acme', 'MOTOR_INJURY', 'GBP', '359:20', '349:20')");
        });
    }

    @Override
    public void close() {
        api.close();
        world.close();
    }
}
