package io.claimstream.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** As much of Confluent's REST API as the client uses, with failures on demand. */
final class FakeRegistry implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** An answer that is not the registry's own. */
    record Failure(int status, String body) {}

    private final HttpServer server;
    private final Map<String, ObjectNode> answers = new HashMap<>();
    private final Deque<Failure> failures = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final InMemorySchemaRegistry schemas = new InMemorySchemaRegistry();
    private String authorization = "";

    FakeRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/", this::handle);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/api/";
    }

    synchronized FakeRegistry failingFirst(int times, int status, String body) {
        for (int i = 0; i < times; i++) {
            failures.add(new Failure(status, body));
        }
        return this;
    }

    /** Answers a GET of this path with this. */
    synchronized FakeRegistry answering(String path, ObjectNode answer) {
        answers.put(path, answer);
        return this;
    }

    synchronized int register(String subject, Schema schema) {
        return schemas.register(subject, schema);
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    synchronized String authorization() {
        return authorization;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath().substring("/api".length());
        requests.add(exchange.getRequestMethod() + " " + path);
        authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        Failure failure = failures.poll();
        if (failure != null) {
            send(exchange, failure.status(), failure.body());
            return;
        }
        try {
            send(exchange, 200, answer(path, body).toString());
        } catch (UnknownSchemaException e) {
            send(exchange, 404, "{\"error_code\":40403,\"message\":\"not found\"}");
        }
    }

    private JsonNode answer(String path, byte[] body) throws IOException {
        if (answers.containsKey(path)) {
            return answers.get(path);
        }
        String[] parts = Arrays.stream(path.split("/", -1))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toArray(String[]::new);
        if (parts[1].equals("schemas")) {
            return schema(schemas.byId(Integer.parseUnsignedInt(parts[3])));
        }
        if (path.endsWith("/versions/latest")) {
            SchemaRegistry.Registered latest = schemas.latest(parts[2]);
            return schema(latest.schema()).put("id", latest.id());
        }
        Schema posted =
                new Schema.Parser().parse(MAPPER.readTree(body).get("schema").textValue());
        int id = path.endsWith("/versions") ? schemas.register(parts[2], posted) : schemas.idOf(parts[2], posted);
        return MAPPER.createObjectNode().put("id", id);
    }

    static ObjectNode schema(Schema schema) {
        return MAPPER.createObjectNode().put("schema", schema.toString());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
