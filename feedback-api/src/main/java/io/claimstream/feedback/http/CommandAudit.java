package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.desk.CommandDesk.Receipt;
import io.claimstream.feedback.desk.CommandRequest;
import java.util.Optional;

/** Keeps commands about models in the audit trail, once Kafka has them; not their reason, which is free text. */
final class CommandAudit {

    private final AuditTrail audit;

    CommandAudit(AuditTrail audit) {
        this.audit = audit;
    }

    /** Keeps a command if it was written just now; a repeat changes nothing. */
    void keep(Act act, AuditAction action, CommandRequest request, Receipt receipt) {
        if (receipt.kind() != Receipt.Kind.WRITTEN) {
            return;
        }
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        ordered.put("kind", request.kind().name()).set("slot", LifecycleJson.of(request.slot()));
        Optional.ofNullable(request.version()).ifPresent(version -> ordered.put("version", version));
        Optional.ofNullable(request.share()).ifPresent(share -> ordered.put("share", share));
        audit.addAfterwards(act.done(
                action,
                Links.command(receipt.commandId()),
                request.slot().getInsurer().orElse(null),
                States.made(ordered)));
    }
}
