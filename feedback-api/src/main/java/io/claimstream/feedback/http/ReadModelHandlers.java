package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.contract.Operation;
import io.claimstream.feedback.view.Standing;
import io.claimstream.feedback.view.Upkeep;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Set;

/** Shows how the read model is, has it rebuilt, and keeps everyone from its views meanwhile. */
final class ReadModelHandlers {

    /** What needs no view: who may ask, how the service is, what the API is, what was billed. Where billing counts, its desk looks for itself. */
    private static final Set<String> WITHOUT_VIEWS =
            Set.of("access", "billing", "documentation", "health", "operations");

    /** What goes to Kafka only, and is known by its key. */
    private static final Set<String> SUBMISSIONS = Set.of("submitClaim", "submitBatch");

    private final Upkeep upkeep;
    private final AccessPorts access;

    ReadModelHandlers(ApiPorts ports) {
        this.upkeep = ports.upkeep();
        this.access = ports.access();
    }

    /** A handler that answers {@link ProblemCode#CATCHING_UP} while views are rebuilt, where its operation needs them. */
    Handler guarded(Operation operation, Handler handler) {
        if (WITHOUT_VIEWS.contains(operation.tag()) || SUBMISSIONS.contains(operation.id())) {
            return handler;
        }
        return context -> {
            if (upkeep.isRebuilding()) {
                throw ApiPorts.catchingUp();
            }
            handler.handle(context);
        };
    }

    /** {@code GET /v1/read-model}. */
    void show(Context context) {
        Authentication.requireServes(context, null);
        Answers.json(context, 200, json());
    }

    /** {@code POST /v1/read-model/rebuild}: 202, and it goes on by itself. */
    void rebuild(Context context) {
        Authentication.requireServes(context, null);
        Act act = Authentication.act(context);
        Upkeep.Asked asked = upkeep.ask(handle -> access.audit()
                .add(handle, act.done(AuditAction.READ_MODEL_REBUILT, Links.READ_MODEL, null, States.none())));
        context.header("Location", Links.READ_MODEL);
        Answers.json(context, 202, json(asked).put("link", Links.READ_MODEL));
    }

    private ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rebuilding", upkeep.isRebuilding());
        ArrayNode projections = json.putArray("projections");
        upkeep.standings().forEach(it -> projections.add(json(it)));
        upkeep.last().ifPresent(last -> json.set("rebuild", json(last)));
        return json;
    }

    private static ObjectNode json(Standing standing) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("projection", standing.projection())
                .put("caughtUp", standing.caughtUp())
                .put("rebuilding", standing.isRebuilding())
                .put("read", standing.read())
                .put("of", standing.of());
        if (!standing.obstacle().isEmpty()) {
            json.put("waitsFor", standing.obstacle());
        }
        return json;
    }

    private static ObjectNode json(Upkeep.Asked asked) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("askedAt", asked.askedAt().toString());
        if (asked.doneAt() != null) {
            json.put("doneAt", asked.doneAt().toString());
        }
        return json;
    }
}
