package io.claimstream.feedback.access.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the claims of a verified token say of a person. Pure. */
final class Persons {

    private static final Logger LOGGER = LoggerFactory.getLogger(Persons.class);
    private static final int ID_CHARACTERS = 16;

    private final OidcConfig config;

    Persons(OidcConfig config) {
        this.config = config;
    }

    /** The person; empty when the token gives no role, several, or no insurer: nobody gets in by what is left unsaid. */
    Optional<Caller> caller(JWTClaimsSet claims) {
        List<Role> roles = texts(claim(claims, config.roleClaim())).stream()
                .flatMap(name -> role(name).stream())
                .distinct()
                .toList();
        Optional<String> insurer = insurer(claims);
        if (roles.size() != 1 || insurer.isEmpty()) {
            LOGGER.atInfo()
                    .addKeyValue("person", id(claims))
                    .addKeyValue("roles", roles.size())
                    .addKeyValue("insurers", insurer.isPresent() ? 1 : 0)
                    .log("token without exactly one role and insurer");
            return Optional.empty();
        }
        @Nullable String only = insurer.get().equals(OidcConfig.ALL) ? null : insurer.get();
        return Optional.of(new Caller(id(claims), roles.get(0), only, Kind.PERSON));
    }

    private Optional<String> insurer(JWTClaimsSet claims) {
        if (config.insurerClaim().equals(OidcConfig.ALL)) {
            return Optional.of(OidcConfig.ALL);
        }
        Collection<String> texts = texts(claim(claims, config.insurerClaim()));
        return texts.size() == 1
                ? texts.stream().findFirst().filter(text -> text.equals(OidcConfig.ALL) || ClaimKey.isInsurer(text))
                : Optional.empty();
    }

    /** A digest: subjects are often names or addresses, and this one stands in events that are never deleted. */
    private String id(JWTClaimsSet claims) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((config.issuer() + "\n" + claims.getSubject()).getBytes(StandardCharsets.UTF_8));
            return "oidc:" + HexFormat.of().formatHex(digest).substring(0, ID_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The claim of that name, or what is found where its dots lead. */
    private static @Nullable Object claim(JWTClaimsSet claims, String path) {
        if (claims.getClaims().containsKey(path)) {
            return claims.getClaim(path);
        }
        @Nullable Object value = claims.getClaims();
        for (String step : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return value;
    }

    private static Collection<String> texts(@Nullable Object value) {
        if (value instanceof String text) {
            return List.of(text);
        }
        return value instanceof Collection<?> several
                ? several.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    private static Optional<Role> role(String name) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(constant))
                .findFirst();
    }
}
