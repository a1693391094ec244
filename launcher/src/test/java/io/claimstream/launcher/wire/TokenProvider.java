package io.claimstream.launcher.wire;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;

/** An identity provider that gives a token to every client who says its secret. */
final class TokenProvider implements AutoCloseable {

    static final String SECRET = "a-secret-of-this-test";

    private final RSAKey key;
    private final HttpServer server;

    private TokenProvider(RSAKey key, HttpServer server) {
        this.key = key;
        this.server = server;
    }

    static TokenProvider start() throws IOException, JOSEException {
        RSAKey key = new RSAKeyGenerator(2048).keyID("k").generate();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        TokenProvider provider = new TokenProvider(key, server);
        server.createContext("/keys", it -> answer(it, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", provider::token);
        server.start();
        return provider;
    }

    URI keys() {
        return at("/keys");
    }

    URI tokens() {
        return at("/token");
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void token(HttpExchange exchange) throws IOException {
        String given = exchange.getRequestHeaders().getFirst("Authorization").substring("Basic ".length());
        String[] client = new String(Base64.getDecoder().decode(given), StandardCharsets.UTF_8).split(":", 2);
        if (client[1].equals(SECRET)) {
            answer(exchange, 200, "{\"access_token\":\"" + signed(client[0]) + "\",\"token_type\":\"Bearer\"}");
        } else {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
        }
    }

    private String signed(String subject) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(),
                new JWTClaimsSet.Builder()
                        .subject(subject)
                        .audience("kafka")
                        .claim("scope", "kafka")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(600)))
                        .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IOException(e);
        }
        return token.serialize();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
