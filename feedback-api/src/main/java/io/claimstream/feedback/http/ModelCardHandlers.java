package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.feedback.view.Models.Version;
import io.claimstream.feedback.view.PlacedMove;
import io.claimstream.feedback.view.Run;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Shows the card of a model. */
final class ModelCardHandlers {

    private final ApiPorts ports;
    private final OwnVersion versions;

    ModelCardHandlers(ApiPorts ports) {
        this.ports = ports;
        this.versions = new OwnVersion(ports);
    }

    /** {@code GET /v1/models/{version}}: what its manifest and report say, where it came from and where it stands. */
    void show(Context context) {
        Version version = versions.of(context);
        ObjectNode json = ModelCardJson.of(version);
        ports.readModel().report(version.version()).ifPresent(report -> {
            json.put("report", Links.report(version.version()));
            ModelCardJson.evaluation(report).ifPresent(it -> json.set("evaluation", it));
        });
        ports.readModel().runOf(version.version()).ifPresent(run -> run(run, json.putObject("run")));
        Models models =
                ports.readModel().models().seenBy(Authentication.caller(context).insurer());
        var standing = json.putArray("standing");
        models.champions().forEach(slot -> standing(slot, version.version()).ifPresent(standing::add));
        var decisions = json.putArray("decisions");
        decisions(context, version.version())
                .forEach(
                        event -> decisions.add(LifecycleJson.of(event.getSlot()).setAll(LifecycleJson.of(event))));
        Answers.json(context, 200, json);
    }

    private static void run(Run run, ObjectNode json) {
        json.put("run", run.id()).put("startedAt", run.startedAt().toString()).put("link", Links.run(run.id()));
        if (run.recipe().code() != null) {
            json.put("code", run.recipe().code());
        }
    }

    /** Where it stands in a slot, with the calibration that a champion went into service with; empty where it never was. */
    private static Optional<ObjectNode> standing(Champion slot, String version) {
        String state = slot.states().get(version);
        if (state == null) {
            return Optional.empty();
        }
        ObjectNode json = ModelsJson.slot(slot.slot());
        json.put("state", state);
        if (version.equals(slot.version())) {
            if (slot.calibration() != null) {
                json.put("calibration", slot.calibration());
            }
            if (slot.since() != null) {
                json.put("since", slot.since().toString());
            }
        }
        return Optional.of(json);
    }

    private List<ModelDeployment> decisions(Context context, String version) {
        return ports.readModel().moves().stream()
                .map(PlacedMove::event)
                .filter(event -> event.getVersion().equals(version)
                        || event.getPreviousVersion().filter(version::equals).isPresent())
                .filter(event -> Authentication.caller(context)
                        .seesSlot(event.getSlot().getInsurer().orElse(null)))
                .toList();
    }
}
