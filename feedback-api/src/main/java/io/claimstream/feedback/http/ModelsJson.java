package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.Models.Challenge;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.feedback.view.Models.Decision;
import io.claimstream.feedback.view.Models.Slot;
import io.claimstream.feedback.view.Models.Trial;
import io.claimstream.feedback.view.Models.Version;
import java.util.List;
import java.util.Locale;

/** Models and decisions as JSON. */
final class ModelsJson {

    private static final String BASELINE = "baseline";

    /** Long lists that only a machine reads; the whole manifest stands on the topic. */
    private static final List<String> LEFT_OUT = List.of("goldenRows", "features");

    private ModelsJson() {}

    static ObjectNode of(Models models) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var slots = json.putArray("slots");
        models.champions().forEach(champion -> slots.add(of(champion)));
        var versions = json.putArray("versions");
        models.versions().forEach(version -> versions.add(of(version)));
        var decisions = json.putArray("decisions");
        models.decisions().forEach(decision -> decisions.add(of(decision)));
        return json;
    }

    private static ObjectNode of(Champion champion) {
        ObjectNode json = slot(champion.slot());
        json.put("champion", champion.version() == null ? BASELINE : champion.version());
        if (champion.calibration() != null) {
            json.put("calibration", champion.calibration());
        }
        if (champion.since() != null) {
            json.put("since", champion.since().toString());
        }
        json.put("pinned", champion.pinned());
        if (champion.challenge() != null) {
            json.set("challenge", of(champion.challenge()));
        }
        var versions = json.putArray("versions");
        champion.states()
                .forEach((version, state) ->
                        versions.addObject().put("version", version).put("state", state));
        return json;
    }

    private static ObjectNode of(Challenge challenge) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", challenge.version())
                .put("number", challenge.number())
                .put("since", challenge.since().toString())
                .put("share", challenge.share());
        Trial trial = challenge.trial();
        if (trial != null) {
            json.putObject("trial")
                    .put("settled", trial.settled())
                    .put("judged", trial.judged())
                    .put("championError", trial.championError())
                    .put("challengerError", trial.challengerError())
                    .put("evidence", trial.evidence())
                    .put("threshold", trial.threshold())
                    .put("decided", trial.decided());
        }
        return json;
    }

    private static ObjectNode of(Version version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", version.version())
                .put("publishedAt", version.publishedAt().toString())
                .put("signingKeyId", version.signingKeyId());
        JsonNode manifest = version.manifest().deepCopy();
        if (manifest instanceof ObjectNode object) {
            object.remove(LEFT_OUT);
        }
        json.set("manifest", manifest);
        return json;
    }

    private static ObjectNode of(Decision decision) {
        ObjectNode json = slot(decision.slot());
        json.put("action", decision.action().toLowerCase(Locale.ROOT))
                .put("version", decision.version())
                .put("previousVersion", decision.previousVersion() == null ? BASELINE : decision.previousVersion());
        return json.put("reason", decision.reason())
                .put("actor", decision.actor())
                .put("at", decision.at().toString());
    }

    static ObjectNode slot(Slot slot) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("lineOfBusiness", slot.lineOfBusiness()).put("currency", slot.currency());
        if (slot.insurer() != null) {
            json.put("insurer", slot.insurer());
        }
        return json;
    }
}
