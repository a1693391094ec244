package io.claimstream.launcher.whole;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Takes spans over HTTP, and reads from their protobuf bytes what a test asks for. */
final class SpanCollector implements AutoCloseable {

    /** Ids of trace, span and parent, and the length of the name: fields 1, 2, 4 and 5 of a span. */
    private static final Pattern SPAN =
            Pattern.compile("\\n\\x10(.{16})\\x12\\x08(.{8})(?:\"\\x08(.{8}))?\\*(.)", Pattern.DOTALL);

    private final HttpServer server;
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    SpanCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** Ids are hexadecimal; the parent is empty where there is none. */
    record Noted(String id, String parent, String name) {}

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** What came, as text of one character for each byte. */
    List<String> bodies() {
        return bodies;
    }

    /** The spans of a trace that have come. */
    List<Noted> spans(String traceId) {
        return bodies.stream()
                .flatMap(body -> SPAN.matcher(body)
                        .results()
                        .filter(found -> hex(found.group(1)).equals(traceId))
                        .map(found -> new Noted(
                                hex(found.group(2)),
                                found.group(3) == null ? "" : hex(found.group(3)),
                                body.substring(
                                        found.end(),
                                        found.end() + found.group(4).charAt(0)))))
                .toList();
    }

    private static String hex(String bytes) {
        return HexFormat.of().formatHex(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
