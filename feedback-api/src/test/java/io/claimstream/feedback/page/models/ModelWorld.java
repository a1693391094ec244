package io.claimstream.feedback.page.models;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.TestReports;
import io.claimstream.feedback.WhatIfWorld;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.http.AccessPorts;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.Models.Challenge;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.model.ModelJson;
import io.claimstream.model.ModelManifest;
import io.claimstream.schemas.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server with a champion, a challenger and a model that the gates refused, and people to look at them. */
final class ModelWorld implements AutoCloseable {

    static final String CHAMPION = "m-0000000000c1";
    static final String CHALLENGER = "m-0000000000c2";
    static final String REFUSED = "m-0000000000c3";
    static final String SLOT = "/models/slots/MOTOR_INJURY/GBP";

    private @Nullable ModelManifest manifest;
    private final ApiUnderTest api;

    /** @param fourEyes whether promotions wait for a second person */
    ModelWorld(boolean fourEyes) {
        api = new ApiUnderTest(it -> access(it, fourEyes));
    }

    /** Makes the model that every version is, in an empty folder. */
    ModelWorld make(Path folder) {
        try (WhatIfWorld world = new WhatIfWorld(folder)) {
            manifest = ModelManifest.parse(world.publish(1, WhatIfWorld.SLOT).manifest());
        }
        return this;
    }

    private ModelManifest manifest() {
        return Objects.requireNonNull(manifest);
    }

    private static AccessPorts access(ApiUnderTest api, boolean fourEyes) {
        AccessPorts alone = TestAccess.of(api.database(), api.clock(), presented -> Optional.of(presented)
                .filter("root"::equals)
                .map(key -> new Caller("cli", Role.ADMINISTRATOR)));
        return new AccessPorts(
                alone.gate(),
                alone.keys(),
                alone.audit(),
                alone.limits(),
                alone.people(),
                new Approvals(api.database().jdbi(), alone.audit(), api.clock(), fourEyes));
    }

    ApiUnderTest api() {
        return api;
    }

    Browser person(String role, @Nullable String insurer, String login) throws Exception {
        String scope = insurer == null ? "" : ",\"insurer\":\"" + insurer + "\"";
        return Browser.of(api, "root", "{\"role\":\"" + role + "\"" + scope + "}", "models-" + login);
    }

    /** What it is at the beginning of each test; nothing was promoted yet. */
    void fill() {
        api.readModel().clear();
        api.kafka().clear();
        api.database().jdbi().useHandle(handle -> List.of("record_approval", "view_tally_record", "view_tally_settled")
                .forEach(table -> handle.execute("delete from " + table)));
        String json = new String(ModelJson.bytes(manifest()), StandardCharsets.UTF_8);
        int place = 0;
        for (String version : List.of(CHAMPION, CHALLENGER, REFUSED)) {
            api.readModel()
                    .publish(new Models.Version(
                            version, Facts.NOW.minus(Duration.ofDays(30L - place++)), "k", EventJson.parse(json)));
        }
        api.readModel().report(CHAMPION, TestReports.json(manifest()));
        api.readModel().slots(slot(null, null, false, Map.of()));
    }

    /** The champion serves, and the challenger challenges. */
    void serve(Challenge challenge) {
        api.readModel()
                .slots(slot(
                        CHAMPION,
                        challenge,
                        false,
                        Map.of(CHAMPION, "champion", CHALLENGER, "challenger", REFUSED, "refused")));
        move(DeploymentAction.PROMOTED, CHAMPION, "Better by 3 points.", null);
        move(DeploymentAction.REFUSED, REFUSED, "Not better.", null);
        move(DeploymentAction.SHADOWED, CHALLENGER, "To be tried.", null);
    }

    void move(DeploymentAction action, String version, String reason, @Nullable String commandId) {
        api.readModel()
                .project(ModelDeployment.newBuilder(Facts.decision(action, version, reason))
                        .setCommandId(commandId)
                        .build());
    }

    static Champion slot(
            @Nullable String version, @Nullable Challenge challenge, boolean pinned, Map<String, String> states) {
        return new Champion(
                new Models.Slot("MOTOR_INJURY", "GBP", null),
                version,
                version == null ? null : 4,
                version == null ? null : Facts.NOW,
                pinned,
                challenge,
                states);
    }

    @Override
    public void close() {
        api.close();
    }
}
