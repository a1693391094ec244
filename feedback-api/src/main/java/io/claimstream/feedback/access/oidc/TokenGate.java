package io.claimstream.feedback.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Gate;
import io.claimstream.feedback.access.GateUnavailableException;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people in by a signed token of an identity provider (OpenID Connect, RFC 7519, with the advice of RFC 8725). Only asymmetric signatures of a
 * short list of algorithms, laid down in the configuration, are taken; keys come from the provider's key set alone and never from the token. Thread-safe.
 */
public final class TokenGate implements Gate {

    /** Longer ones are not even read. */
    static final int MOST_CHARACTERS = 6_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(TokenGate.class);
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int MOST_KEY_BYTES = 65_536;
    private static final long KEYS_FRESH_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long KEYS_USABLE_MILLIS = Duration.ofHours(1).toMillis();
    private static final long BETWEEN_LOOKS_MILLIS = Duration.ofSeconds(30).toMillis();

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Persons persons;
    private final Set<JWSAlgorithm> algorithms;
    private final Clock clock;
    private final AtomicLong complainedMillis = new AtomicLong();

    /** A gate that looks the provider's keys up when the first token comes. */
    public TokenGate(OidcConfig config, Clock clock) {
        this.persons = new Persons(config);
        this.clock = clock;
        this.algorithms = config.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys(config)));
        processor.setJWTClaimsSetVerifier(new TokenClaims(config, clock));
    }

    @Override
    public Optional<Caller> caller(String presented) {
        if (presented.length() > MOST_CHARACTERS || !hasForm(presented)) {
            return Optional.empty();
        }
        try {
            SignedJWT token = SignedJWT.parse(presented);
            if (!algorithms.contains(token.getHeader().getAlgorithm())) {
                complain(token.getHeader().getAlgorithm());
                return Optional.empty();
            }
            return persons.caller(processor.process(token, null));
        } catch (JWKSetUnavailableException e) {
            LOGGER.atWarn().setCause(e).log("the keys of the identity provider cannot be had");
            throw new GateUnavailableException("Expected the keys of the identity provider.", e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            // The message may quote the token's claims: only the kind of trouble is told.
            LOGGER.atDebug().addKeyValue("reason", e.getClass().getSimpleName()).log("token refused");
            return Optional.empty();
        }
    }

    /** A provider that signs otherwise lets nobody in at all, and the answer does not say why; not for each token, since anybody may send any. */
    private void complain(JWSAlgorithm algorithm) {
        long now = clock.millis();
        long last = complainedMillis.get();
        if (now < last + BETWEEN_COMPLAINTS.toMillis() || !complainedMillis.compareAndSet(last, now)) {
            return;
        }
        boolean isKnown =
                JWSAlgorithm.Family.SIGNATURE.contains(algorithm) || JWSAlgorithm.Family.HMAC_SHA.contains(algorithm);
        LOGGER.atWarn()
                .addKeyValue("algorithm", isKnown ? algorithm.getName() : "unknown")
                .addKeyValue("hint", "api.oidc.algorithms names those that are taken; EdDSA and HMAC never are")
                .log("token refused for the algorithm it is signed by");
    }

    private static boolean hasForm(String text) {
        return text.chars().filter(character -> character == '.').count() == 2;
    }

    /** Bounded in size and time; looked up again for an unknown key, yet not more often than every half minute. */
    private static JWKSource<SecurityContext> keys(OidcConfig config) {
        try {
            return JWKSourceBuilder.create(
                            config.jwks().toURL(),
                            new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, MOST_KEY_BYTES))
                    .cache(KEYS_FRESH_MILLIS, 2L * PATIENCE_MILLIS)
                    .refreshAheadCache(false)
                    .rateLimited(BETWEEN_LOOKS_MILLIS)
                    .outageTolerant(KEYS_USABLE_MILLIS)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Expected an address that can be opened for the keys.", e);
        }
    }
}
