package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.oidc.OidcConfig;
import io.claimstream.feedback.access.oidc.TokenGate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of an identity provider on this machine: good ones come in, and the known ways to forge one do not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings({"NullAway.Init", "JavaUtilDate"}) // Set before all tests; the library's own type of time.
class TokenAttacksTest {

    private static final String ISSUER = "https://id.example";
    private static final String AUDIENCE = "claimstream";

    private final AtomicInteger looks = new AtomicInteger();
    private volatile int keysStatus = 200;
    private RSAKey rsa;
    private RSAKey later;
    private ECKey ec;
    private volatile JWKSet published;
    private HttpServer provider;
    private ApiUnderTest api;

    @BeforeAll
    void start() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        later = new RSAKeyGenerator(2048).keyID("rsa-2").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
        published = new JWKSet(List.of(rsa, ec));
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        provider.createContext("/keys", exchange -> {
            looks.incrementAndGet();
            byte[] keys = published.toPublicJWKSet().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(keysStatus, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        provider.start();
        api = new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), gate(it)));
    }

    @AfterAll
    void stop() {
        api.close();
        provider.stop(0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void shouldLetThePersonOfATokenIn(String name, String token) throws Exception {
        // When
        HttpResponse<String> answer = ask(token);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    Stream<Object[]> good() throws Exception {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("RS256", signed(JWSAlgorithm.RS256, rsa, it -> it));
        tokens.put("PS256", signed(JWSAlgorithm.PS256, rsa, it -> it));
        tokens.put("ES256", signed(JWSAlgorithm.ES256, ec, it -> it));
        tokens.put(
                "an access token",
                signed(
                        header(JWSAlgorithm.RS256, "rsa-1")
                                .type(new JOSEObjectType("at+jwt"))
                                .build(),
                        new RSASSASigner(rsa),
                        claims().build()));
        tokens.put(
                "one role of several known",
                signed(JWSAlgorithm.RS256, rsa, it -> it.claim("roles", List.of("offline_access", "adjuster"))));
        tokens.put("a minute late", signed(JWSAlgorithm.RS256, rsa, it -> it.expirationTime(at(-59))));
        tokens.put("a minute early", signed(JWSAlgorithm.RS256, rsa, it -> it.notBeforeTime(at(59))
                .issueTime(at(59))));
        tokens.put(
                "of several audiences", signed(JWSAlgorithm.RS256, rsa, it -> it.audience(List.of("other", AUDIENCE))));
        return tokens.entrySet().stream().map(it -> new Object[] {it.getKey(), it.getValue()});
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void shouldAnswerEveryForgedTokenAlike(String name, String token) throws Exception {
        // Given
        HttpResponse<String> nonsense = ask("nonsense");

        // When
        HttpResponse<String> answer = ask(token);

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(ApiUnderTest.comparable(answer)).isEqualTo(ApiUnderTest.comparable(nonsense));
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    Stream<Object[]> forged() throws Exception {
        String good = signed(JWSAlgorithm.RS256, rsa, it -> it);
        String[] parts = good.split("\\.", -1);
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        byte[] publicKey = rsa.toPublicKey().getEncoded();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("no signature, alg none", new PlainJWT(claims().build()).serialize());
        tokens.put(
                "alg none with a signature",
                base64("{\"alg\":\"none\",\"kid\":\"rsa-1\"}") + "." + parts[1] + "." + parts[2]);
        tokens.put("signature taken away", parts[0] + "." + parts[1] + ".");
        tokens.put(
                "HS256 with the public key",
                signed(header(JWSAlgorithm.HS256, "rsa-1").build(), new MACSigner(publicKey), claims().build()));
        tokens.put(
                "HS512 with the public key",
                signed(header(JWSAlgorithm.HS512, "rsa-1").build(), new MACSigner(publicKey), claims().build()));
        tokens.put("RS512", signed(JWSAlgorithm.RS512, rsa, it -> it));
        tokens.put("EdDSA", base64("{\"alg\":\"EdDSA\",\"kid\":\"rsa-1\"}") + "." + parts[1] + "." + "A".repeat(86));
        tokens.put(
                "an algorithm of nobody's",
                base64("{\"alg\":\"X\\nY\",\"kid\":\"rsa-1\"}") + "." + parts[1] + "." + parts[2]);
        tokens.put(
                "RS256 said to be ES256",
                base64("{\"alg\":\"ES256\",\"kid\":\"rsa-1\"}") + "." + parts[1] + "." + parts[2]);
        tokens.put("another key under the same kid", signed(JWSAlgorithm.RS256, stranger, it -> it));
        tokens.put(
                "a key that the token brings along",
                signed(
                        header(JWSAlgorithm.RS256, "rsa-1")
                                .jwk(stranger.toPublicJWK())
                                .build(),
                        new RSASSASigner(stranger),
                        claims().build()));
        tokens.put(
                "a key set that the token points to",
                signed(
                        header(JWSAlgorithm.RS256, "rsa-1")
                                .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                                .build(),
                        new RSASSASigner(stranger),
                        claims().build()));
        tokens.put(
                "an unknown critical header",
                signed(
                        header(JWSAlgorithm.RS256, "rsa-1")
                                .criticalParams(Set.of("b64x"))
                                .customParam("b64x", true)
                                .build(),
                        new RSASSASigner(rsa),
                        claims().build()));
        tokens.put(
                "unknown kid",
                signed(header(JWSAlgorithm.RS256, "rsa-9").build(), new RSASSASigner(stranger), claims().build()));
        tokens.put(
                "kid that leads elsewhere",
                signed(
                        header(JWSAlgorithm.RS256, "../../etc/passwd").build(),
                        new RSASSASigner(stranger),
                        claims().build()));
        tokens.put(
                "another type",
                signed(
                        header(JWSAlgorithm.RS256, "rsa-1")
                                .type(new JOSEObjectType("logout+jwt"))
                                .build(),
                        new RSASSASigner(rsa),
                        claims().build()));
        tokens.put(
                "claims changed",
                parts[0] + "." + base64("{\"iss\":\"" + ISSUER + "\",\"roles\":\"administrator\"}") + "." + parts[2]);
        tokens.put("signature changed", parts[0] + "." + parts[1] + "." + flipped(parts[2]));
        tokens.put("expired", signed(JWSAlgorithm.RS256, rsa, it -> it.expirationTime(at(-61))));
        tokens.put("not yet valid", signed(JWSAlgorithm.RS256, rsa, it -> it.notBeforeTime(at(61))));
        tokens.put("issued in the time to come", signed(JWSAlgorithm.RS256, rsa, it -> it.issueTime(at(61))));
        tokens.put("never expires", signed(JWSAlgorithm.RS256, rsa, it -> it.expirationTime(null)));
        tokens.put("never issued", signed(JWSAlgorithm.RS256, rsa, it -> it.issueTime(null)));
        tokens.put("nobody's", signed(JWSAlgorithm.RS256, rsa, it -> it.subject(null)));
        tokens.put("blank subject", signed(JWSAlgorithm.RS256, rsa, it -> it.subject(" ")));
        tokens.put("wrong audience", signed(JWSAlgorithm.RS256, rsa, it -> it.audience("other")));
        tokens.put("no audience", signed(JWSAlgorithm.RS256, rsa, it -> it.audience((String) null)));
        tokens.put("wrong issuer", signed(JWSAlgorithm.RS256, rsa, it -> it.issuer(ISSUER + ".evil")));
        tokens.put("no issuer", signed(JWSAlgorithm.RS256, rsa, it -> it.issuer(null)));
        tokens.put("no role", signed(JWSAlgorithm.RS256, rsa, it -> it.claim("roles", null)));
        tokens.put("unknown role", signed(JWSAlgorithm.RS256, rsa, it -> it.claim("roles", "root")));
        tokens.put(
                "two roles",
                signed(JWSAlgorithm.RS256, rsa, it -> it.claim("roles", List.of("adjuster", "administrator"))));
        tokens.put("no insurer", signed(JWSAlgorithm.RS256, rsa, it -> it.claim("insurer", null)));
        tokens.put("malformed insurer", signed(JWSAlgorithm.RS256, rsa, it -> it.claim("insurer", "a|b")));
        tokens.put(
                "several insurers",
                signed(JWSAlgorithm.RS256, rsa, it -> it.claim("insurer", List.of("acme", "other"))));
        tokens.put("over-long", signed(JWSAlgorithm.RS256, rsa, it -> it.claim("more", "x".repeat(4_500))));
        tokens.put("five parts", good + ".a.b");
        tokens.put("empty parts", "..");
        return tokens.entrySet().stream().map(it -> new Object[] {it.getKey(), it.getValue()});
    }

    @Test
    void shouldKnowThePersonByADigestWithRoleAndInsurer() throws Exception {
        // Given
        String token = signed(JWSAlgorithm.RS256, rsa, it -> it);

        // When
        HttpResponse<String> refused = api.send(api.request("/v1/audit").header("Authorization", "Bearer " + token));
        String auditor = signed(
                JWSAlgorithm.RS256, rsa, it -> it.claim("roles", "auditor").claim("insurer", "*"));
        JsonNode entry = ApiUnderTest.json(api.send(api.request("/v1/audit?action=ACCESS_REFUSED&limit=1")
                        .header("Authorization", "Bearer " + auditor)))
                .at("/entries/0");

        // Then
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(entry.path("actor").asText()).matches("oidc:[0-9a-f]{16}").doesNotContain("ann");
        assertThat(entry.path("insurer").asText()).isEqualTo("acme");
    }

    @Test
    void shouldLookAgainForAnUnknownKeyYetNotForEachOne() throws Exception {
        // Given
        ApiUnderTest fresh = new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), gate(it)));
        try {
            String old = signed(JWSAlgorithm.RS256, rsa, it -> it);
            String next = signed(JWSAlgorithm.RS256, later, it -> it);
            int before = looks.get();
            assertThat(ask(fresh, old).statusCode()).isEqualTo(200);
            assertThat(ask(fresh, old).statusCode()).isEqualTo(200);
            assertThat(looks.get() - before).isEqualTo(1);

            // When
            published = new JWKSet(List.of(rsa, later, ec));
            int found = ask(fresh, next).statusCode();
            for (int i = 0; i < 20; i++) {
                RSAKey unknown = new RSAKey.Builder(later).keyID("guess-" + i).build();
                assertThat(ask(fresh, signed(JWSAlgorithm.RS256, unknown, it -> it))
                                .statusCode())
                        .isEqualTo(401);
            }

            // Then
            assertThat(found).isEqualTo(200);
            assertThat(looks.get() - before).isLessThanOrEqualTo(3);
        } finally {
            fresh.close();
        }
    }

    @Test
    void shouldSayTryAgainWhenTheKeysCannotBeHad() throws Exception {
        // Given
        ApiUnderTest fresh = new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), gate(it)));
        keysStatus = 500;
        try {
            // When
            HttpResponse<String> answer = ask(fresh, signed(JWSAlgorithm.RS256, rsa, it -> it));

            // Then
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(ApiUnderTest.code(answer)).isEqualTo("IDENTITY_PROVIDER_UNAVAILABLE");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            keysStatus = 200;
            fresh.close();
        }
    }

    @Test
    void shouldTakeTheAlgorithmsThatAreNamedAndNoOther() throws Exception {
        // Given
        TokenGate gate = gate(api, "RS512");

        // Then
        assertThat(gate.caller(signed(JWSAlgorithm.RS512, rsa, it -> it))).isPresent();
        assertThat(gate.caller(signed(JWSAlgorithm.RS256, rsa, it -> it))).isEmpty();
        assertThat(gate.caller(signed(JWSAlgorithm.ES256, ec, it -> it))).isEmpty();
    }

    private TokenGate gate(ApiUnderTest it) {
        return gate(it, "RS256", "PS256", "ES256");
    }

    private TokenGate gate(ApiUnderTest it, String... algorithms) {
        URI keys = URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/keys");
        return new TokenGate(
                new OidcConfig(ISSUER, AUDIENCE, keys, Set.of(algorithms), "roles", "insurer"), it.clock());
    }

    private HttpResponse<String> ask(String token) throws IOException, InterruptedException {
        return ask(api, token);
    }

    private static HttpResponse<String> ask(ApiUnderTest api, String token) throws IOException, InterruptedException {
        return api.send(api.request("/v1/models").header("Authorization", "Bearer " + token));
    }

    private static String signed(JWSAlgorithm algorithm, RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        return signed(
                header(algorithm, key.getKeyID()).build(),
                new RSASSASigner(key),
                change.apply(claims()).build());
    }

    private static String signed(JWSAlgorithm algorithm, ECKey key, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        return signed(
                header(algorithm, key.getKeyID()).build(),
                new ECDSASigner(key),
                change.apply(claims()).build());
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm, String kid) {
        return new JWSHeader.Builder(algorithm).keyID(kid);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("ann@example.org")
                .issueTime(at(0))
                .expirationTime(at(300))
                .claim("roles", "adjuster")
                .claim("insurer", "acme");
    }

    private static Date at(long seconds) {
        return Date.from(Facts.NOW.plusSeconds(seconds));
    }

    private static String base64(String text) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String flipped(@Nullable String text) {
        String signature = java.util.Objects.requireNonNull(text);
        return (signature.startsWith("A") ? "B" : "A") + signature.substring(1);
    }
}
