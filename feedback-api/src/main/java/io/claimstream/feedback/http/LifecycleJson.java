package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.domain.lifecycle.SlotHistory.Term;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import java.util.Locale;

/** Commands, and what was decided in a slot, as JSON. */
final class LifecycleJson {

    private LifecycleJson() {}

    static ObjectNode of(ModelCommand command) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("commandId", command.getCommandId()).put("kind", CommandRequestReader.name(command.getKind()));
        command.getSlot().ifPresent(slot -> json.set("slot", of(slot)));
        command.getVersion().ifPresent(version -> json.put("version", version));
        command.getShare().ifPresent(share -> json.put("share", share));
        return json.put("reason", command.getReason())
                .put("actor", command.getActor())
                .put("at", command.getAt().toString());
    }

    static ObjectNode of(ModelDeployment event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("action", event.getAction().name().toLowerCase(Locale.ROOT)).put("version", event.getVersion());
        json.put("previousVersion", event.getPreviousVersion().orElse(SlotHistory.BASELINE));
        event.getCode().ifPresent(code -> json.put("code", code));
        event.getShare().ifPresent(share -> json.put("share", share));
        json.put("reason", event.getReason())
                .put("actor", event.getActor())
                .put("at", event.getAt().toString());
        event.getCommandId().ifPresent(id -> json.put("commandId", id));
        return json;
    }

    static ObjectNode of(ModelSlot slot) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("lineOfBusiness", slot.getLineOfBusiness()).put("currency", slot.getCurrency());
        slot.getInsurer().ifPresent(insurer -> json.put("insurer", insurer));
        return json;
    }

    static ObjectNode of(Term term) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return json.put("version", term.version())
                .put("since", term.from().toString())
                .put("actor", term.move().getActor())
                .put("reason", term.move().getReason());
    }
}
