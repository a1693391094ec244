package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.view.ClaimPage;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Lists claims, a page at a time. */
final class ClaimListHandlers {

    private final ApiPorts ports;

    ClaimListHandlers(ApiPorts ports) {
        this.ports = ports;
    }

    /** {@code GET /v1/claims}. */
    void list(Context context) {
        ClaimPage page = ClaimQuery.read(context)
                .map(ports.readModel()::claims)
                .orElseGet(() -> new ClaimPage(List.of(), Optional.empty()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var claims = json.putArray("claims");
        page.claims().forEach(claim -> claims.add(ClaimSummaryJson.of(claim)));
        page.last().ifPresent(last -> json.put("next", "/v1/claims?" + ClaimQuery.next(context, last)));
        Answers.json(context, 200, json);
    }
}
