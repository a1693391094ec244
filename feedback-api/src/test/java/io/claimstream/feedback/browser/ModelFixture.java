package io.claimstream.feedback.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommand;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FakePublisher.Written;
import io.claimstream.feedback.TestReports;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.model.ModelJson;
import io.claimstream.model.ModelManifest;
import io.claimstream.schemas.json.EventJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A champion with its report, one that may take its place, and an order: for the pages about models. */
final class ModelFixture {

    private static final String CHAMPION = "m-0000000000c1";
    private static final String CANDIDATE = "m-0000000000c2";
    private static final String SLOT = "/models/slots/MOTOR_INJURY/GBP";

    private final String command;

    private ModelFixture(String command) {
        this.command = command;
    }

    static ModelFixture fill(ApiUnderTest api, ModelManifest manifest, String key)
            throws IOException, InterruptedException {
        String json = new String(ModelJson.bytes(manifest), StandardCharsets.UTF_8);
        for (String version : List.of(CHAMPION, CANDIDATE)) {
            api.readModel()
                    .publish(new Models.Version(
                            version, Facts.NOW.minus(Duration.ofDays(30)), "k", EventJson.parse(json)));
        }
        api.readModel().report(CHAMPION, TestReports.json(manifest));
        api.readModel()
                .slots(new Champion(
                        new Models.Slot("MOTOR_INJURY", "GBP", null),
                        CHAMPION,
                        4,
                        Facts.NOW,
                        false,
                        null,
                        Map.of(CHAMPION, "champion", CANDIDATE, "candidate")));
        api.readModel().project(Facts.decision(DeploymentAction.PROMOTED, CHAMPION, "Better by 3 points."));
        HttpResponse<String> ordered = api.post(
                "/v1/models/commands",
                key,
                "{\"kind\":\"promote\",\"slot\":{\"lineOfBusiness\":\"MOTOR_INJURY\",\"currency\":\"GBP\"},\"version\":\"%s\",\"reason\":\"A drill.\"}"
                        .formatted(CANDIDATE));
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
        api.kafka().written().stream()
                .map(Written::event)
                .filter(ModelCommand.class::isInstance)
                .map(ModelCommand.class::cast)
                .forEach(api.readModel()::project);
        return new ModelFixture(ApiUnderTest.json(ordered).path("commandId").asText());
    }

    /** Where pages are, by the beginning of their path. */
    Map<String, String> addresses() {
        return Map.of(
                "/models/{version}", "/models/" + CHAMPION,
                "/models/{version}/orders/{order}", "/models/" + CANDIDATE + "/orders/promote",
                "/models/slots/{lineOfBusiness}/{currency}", SLOT,
                "/models/slots/{lineOfBusiness}/{currency}/orders/{order}", SLOT + "/orders/train",
                "/models/commands/{commandId}", "/models/commands/" + command,
                "/runs/{run}", "/runs/r-2",
                "/datasets/{dataset}", "/datasets/d-0123456789ab");
    }
}
