package io.claimstream.feedback.http;

import io.claimstream.feedback.contract.ApiContract;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Serves the contract: as YAML, as JSON, and as a page on which it can be tried. */
final class DocumentHandlers {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "swagger-ui.css", "text/css; charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
            "start.js", "text/javascript; charset=utf-8");
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Claimstream API</title>
            <link rel="stylesheet" href="/api-docs/swagger-ui.css">
            </head>
            <body>
            <div id="api"></div>
            <script src="/api-docs/swagger-ui-bundle.js"></script>
            <script src="/api-docs/start.js"></script>
            </body>
            </html>
            """;
    private static final String START =
            """
            SwaggerUIBundle({
              url: "/openapi.json",
              dom_id: "#api",
              deepLinking: true,
              validatorUrl: null,
              presets: [SwaggerUIBundle.presets.apis],
              layout: "BaseLayout"
            });
            """;

    private final ApiContract contract;
    private final String assets;

    DocumentHandlers(ApiContract contract) {
        this.contract = contract;
        this.assets = Packaged.webjar("org.webjars", "swagger-ui");
    }

    void yaml(Context context) {
        context.contentType("application/yaml").result(contract.yaml());
    }

    void json(Context context) {
        context.contentType("application/json").result(contract.json());
    }

    void page(Context context) {
        context.header("Content-Security-Policy", POLICY)
                .contentType("text/html; charset=utf-8")
                .result(PAGE);
    }

    void file(Context context) {
        String name = context.pathParam("file");
        String type = TYPES.get(name);
        if (type == null) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "Expected one of " + String.join(", ", TYPES.keySet()));
        }
        // What changes with a release only may be kept for a while.
        context.header("Cache-Control", "max-age=3600").contentType(type).result(bytes(name));
    }

    private byte[] bytes(String name) {
        return name.equals("start.js") ? START.getBytes(StandardCharsets.UTF_8) : Packaged.bytes(assets + name);
    }
}
