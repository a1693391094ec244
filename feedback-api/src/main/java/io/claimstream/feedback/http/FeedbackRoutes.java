package io.claimstream.feedback.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** Every route of the API. */
final class FeedbackRoutes {

    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private final ApiPorts ports;
    private final ClaimHandlers claims;
    private final FeedbackHandlers feedback;
    private final ModelHandlers models;
    private final UploadHandlers uploads;
    private final ReportHandlers reports;
    private final HealthHandlers health;

    FeedbackRoutes(ApiPorts ports, int maxBodyBytes, int maxUploadBytes) {
        RequestBody body = new RequestBody(maxBodyBytes);
        this.ports = ports;
        this.claims = new ClaimHandlers(ports, body);
        this.feedback = new FeedbackHandlers(ports, body);
        this.models = new ModelHandlers(ports, body);
        this.uploads = new UploadHandlers(ports, maxUploadBytes);
        this.reports = new ReportHandlers(ports);
        this.health = new HealthHandlers(ports);
    }

    void register(RoutesConfig routes) {
        routes.before(FeedbackRoutes::prepare);
        routes.before("/v1/*", new Authentication(ports.gate())::check);

        routes.post("/v1/claims", claims::submit);
        // Angle brackets: a claim id may hold slashes, encoded or not.
        routes.get("/v1/claims/{insurer}/<claimId>", claims::show);
        routes.get("/v1/scores/{scoreId}", feedback::showScore);
        routes.post("/v1/scores/{scoreId}/feedback", feedback::give);
        routes.get("/v1/feedback/{feedbackId}", feedback::show);
        routes.get("/v1/models", models::list);
        routes.post("/v1/models", uploads::upload);
        routes.get("/v1/runs", this::runs);
        routes.get("/v1/models/slots/{lineOfBusiness}/{currency}/history", models::history);
        routes.post("/v1/models/commands", models::command);
        routes.get("/v1/models/commands/{commandId}", models::showCommand);
        routes.get("/v1/models/commands/{commandId}/withdrawn", models::withdrawn);
        routes.get("/v1/models/{version}/report", reports::show);

        routes.get("/livez", health::live);
        routes.get("/readyz", health::ready);
        routes.get("/metrics", health::metrics);

        routes.exception(HttpResponseException.class, FeedbackRoutes::refused);
        routes.exception(Exception.class, (failure, context) -> Answers.failure(context, failure));
    }

    private void runs(Context context) {
        Answers.json(context, 200, RunsJson.of(ports.readModel().runs()));
    }

    private static void prepare(Context context) {
        String traceId = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        context.attribute(Answers.TRACE_ID, traceId);
        context.header("X-Trace-Id", traceId);
        SECURITY_HEADERS.forEach(context::header);
    }

    /** What Javalin itself refuses. */
    private static void refused(HttpResponseException failure, Context context) {
        if (failure instanceof MethodNotAllowedResponse) {
            String allowed = allowed(failure.getDetails());
            context.header("Allow", allowed);
            Answers.problem(context, Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "Expected one of " + allowed + "."));
        } else if (failure.getStatus() == 404) {
            Answers.problem(context, Problem.of(ProblemCode.NOT_FOUND, "Expected one of the documented addresses."));
        } else if (failure.getStatus() == 413) {
            Answers.problem(context, Problem.of(ProblemCode.BODY_TOO_LARGE, "Expected a smaller body."));
        } else if (failure.getStatus() < 500) {
            Answers.problem(context, Problem.of(ProblemCode.BAD_REQUEST, "Expected another request."));
        } else {
            Answers.failure(context, failure);
        }
    }

    private static String allowed(Map<String, String> details) {
        Set<String> methods = new TreeSet<>();
        details.values().forEach(value -> {
            for (String method : value.split("[^A-Z]+", -1)) {
                if (!method.isEmpty()) {
                    methods.add(method);
                }
            }
        });
        return String.join(", ", methods);
    }
}
