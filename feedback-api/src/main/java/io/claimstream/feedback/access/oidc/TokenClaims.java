package io.claimstream.feedback.access.oidc;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a token is of the right issuer, for the right audience, and of this time, give or take a minute. Thread-safe. */
@SuppressWarnings("JavaUtilDate") // The library's own type of time.
final class TokenClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    private static final int SKEW_SECONDS = 60;
    private static final long MILLIS = 1_000;

    private final Clock clock;

    TokenClaims(OidcConfig config, Clock clock) {
        super(
                Set.of(config.audience()),
                new JWTClaimsSet.Builder().issuer(config.issuer()).build(),
                Set.of("exp", "iat", "sub"),
                null);
        this.clock = clock;
        setMaxClockSkew(SKEW_SECONDS);
    }

    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadJWTException {
        super.verify(claims, context);
        Date issued = claims.getIssueTime();
        if (issued == null || issued.getTime() > clock.millis() + SKEW_SECONDS * MILLIS) {
            throw new BadJWTException("Issued in the time to come");
        }
        if (claims.getSubject().isBlank()) {
            throw new BadJWTException("Nobody's");
        }
    }

    @Override
    protected Date currentTime() {
        return new Date(clock.millis());
    }
}
