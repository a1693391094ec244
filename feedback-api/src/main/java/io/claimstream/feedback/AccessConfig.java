package io.claimstream.feedback;

import io.claimstream.feedback.access.oidc.OidcConfig;
import io.claimstream.feedback.account.Sessions;
import io.claimstream.feedback.limit.Quota;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who may ask, and how often.
 *
 * @param oidc the identity provider whose tokens are taken; empty for none
 * @param rates how often
 * @param sessions how long someone stays signed in
 * @param secureCookies whether browsers come by https, through a proxy
 * @param fourEyes whether a promotion waits for a second person
 */
public record AccessConfig(
        Optional<OidcConfig> oidc, Rates rates, Sessions.Lifetime sessions, boolean secureCookies, boolean fourEyes) {

    public static final Setting<Optional<String>> OIDC_ISSUER = Setting.optionalText(
            "api.oidc.issuer", "Identity provider whose tokens let people in, as in their iss; without it none do.");

    public static final Setting<Optional<String>> OIDC_AUDIENCE = Setting.optionalText(
            "api.oidc.audience", "What the provider's tokens are for, as in their aud; needed with api.oidc.issuer.");

    public static final Setting<Optional<String>> OIDC_JWKS_URL = Setting.optionalText(
            "api.oidc.jwks.url",
            "Address of the provider's public keys, https unless on this machine; needed with api.oidc.issuer.");

    public static final Setting<String> OIDC_ALGORITHMS = Setting.text(
            "api.oidc.algorithms",
            "RS256,PS256,ES256",
            "How the provider's tokens may be signed, by comma: some of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512. EdDSA is not supported.");

    public static final Setting<String> OIDC_ROLE_CLAIM = Setting.text(
            "api.oidc.role.claim",
            "roles",
            "Claim with a person's role, or roles of which exactly one is known here; dots lead into objects.");

    public static final Setting<String> OIDC_INSURER_CLAIM = Setting.text(
            "api.oidc.insurer.claim",
            "insurer",
            "Claim with the insurer that a person serves, or * for all; the setting * lets everyone serve all.");

    public static final Setting<Integer> RATE_KEY = Setting.integer(
            "api.rate.key.per.minute",
            60_000,
            0,
            10_000_000,
            "Requests that one key or person may make in a minute, on each instance; 0 for any number.");

    public static final Setting<Integer> RATE_ADDRESS = Setting.integer(
            "api.rate.address.per.minute",
            120_000,
            0,
            10_000_000,
            "Requests that may come from one address in a minute, on each instance; 0 for any number.");

    public static final Setting<Integer> RATE_FAILURES = Setting.integer(
            "api.rate.failures.per.minute",
            60,
            0,
            10_000_000,
            "Requests with a wrong key, token or password that one address may make in a minute, on each instance; 0 for any number.");

    public static final Setting<Integer> SIGN_IN_ATTEMPTS = Setting.integer(
            "api.sign.in.attempts",
            10,
            1,
            10_000,
            "Wrong passwords for one account in 15 minutes, on each instance; from one address three times as many.");

    public static final Setting<Duration> SESSION_IDLE = Setting.duration(
            "api.session.idle",
            Duration.ofMinutes(30),
            Duration.ofMinutes(2),
            Duration.ofDays(7),
            "How long a session lasts without being used.");

    public static final Setting<Duration> SESSION_ABSOLUTE = Setting.duration(
            "api.session.absolute",
            Duration.ofHours(12),
            Duration.ofMinutes(2),
            Duration.ofDays(30),
            "How long a session lasts, however busy.");

    public static final Setting<Boolean> SESSION_SECURE = Setting.bool(
            "api.session.secure",
            false,
            "Whether browsers come by https through a proxy that ends it; cookies are then sent over https only.");

    public static final Setting<Boolean> FOUR_EYES = Setting.bool(
            "api.four.eyes.promotion",
            false,
            "Whether a command that puts a model version in service waits until someone else approves it.");

    /** Every key above. */
    public static final List<Setting<?>> SETTINGS = List.of(
            OIDC_ISSUER,
            OIDC_AUDIENCE,
            OIDC_JWKS_URL,
            OIDC_ALGORITHMS,
            OIDC_ROLE_CLAIM,
            OIDC_INSURER_CLAIM,
            RATE_KEY,
            RATE_ADDRESS,
            RATE_FAILURES,
            SIGN_IN_ATTEMPTS,
            SESSION_IDLE,
            SESSION_ABSOLUTE,
            SESSION_SECURE,
            FOUR_EYES);

    private static final Pattern SAFE_ADDRESS =
            Pattern.compile("https://[^\\s/]\\S*|http://(localhost|127\\.0\\.0\\.1|\\[::1])([:/]\\S*)?");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int ACCOUNTS_OF_AN_ADDRESS = 3;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * How often something may be asked.
     *
     * @param key by one key or person
     * @param address from one address
     * @param failures from one address with a wrong key, token or password
     * @param signIns to sign in to one account in vain
     * @param addressSignIns to sign in from one address in vain
     */
    public record Rates(Quota key, Quota address, Quota failures, Quota signIns, Quota addressSignIns) {}

    /**
     * Reads the configuration from checked settings.
     *
     * @throws SettingsException when an issuer is named without audience or keys, or with an algorithm that is not taken
     */
    public static AccessConfig of(Settings settings) {
        return new AccessConfig(
                settings.get(OIDC_ISSUER).map(issuer -> oidc(issuer, settings)),
                new Rates(
                        new Quota("key", settings.get(RATE_KEY), MINUTE),
                        new Quota("address", settings.get(RATE_ADDRESS), MINUTE),
                        new Quota("failures", settings.get(RATE_FAILURES), MINUTE),
                        new Quota("sign-in", settings.get(SIGN_IN_ATTEMPTS), QUARTER),
                        new Quota("sign-in-address", ACCOUNTS_OF_AN_ADDRESS * settings.get(SIGN_IN_ATTEMPTS), QUARTER)),
                new Sessions.Lifetime(settings.get(SESSION_IDLE), settings.get(SESSION_ABSOLUTE)),
                settings.get(SESSION_SECURE),
                settings.get(FOUR_EYES));
    }

    private static OidcConfig oidc(String issuer, Settings settings) {
        return new OidcConfig(
                issuer,
                settings.get(OIDC_AUDIENCE)
                        .orElseThrow(() -> new SettingsException(List.of(
                                "Expected a text for 'api.oidc.audience', since 'api.oidc.issuer' is set: a token for someone else must not"
                                        + " let anyone in here."))),
                jwks(settings),
                algorithms(settings),
                settings.get(OIDC_ROLE_CLAIM),
                settings.get(OIDC_INSURER_CLAIM));
    }

    private static Set<String> algorithms(Settings settings) {
        Set<String> named = Arrays.stream(settings.get(OIDC_ALGORITHMS).split(",", -1))
                .map(String::strip)
                .collect(Collectors.toSet());
        if (!OidcConfig.ALGORITHMS.containsAll(named)) {
            throw new SettingsException(
                    List.of(
                            "Expected some of " + String.join(", ", OidcConfig.ALGORITHMS)
                                    + ", by comma, for 'api.oidc.algorithms': a token signed by EdDSA, by a shared secret or not at all lets nobody in."));
        }
        return named;
    }

    /** Keys that come over an open line could be anybody's. */
    private static URI jwks(Settings settings) {
        return settings.get(OIDC_JWKS_URL)
                .filter(text -> SAFE_ADDRESS.matcher(text).matches())
                .map(URI::create)
                .orElseThrow(() -> new SettingsException(List.of(
                        "Expected an address starting with https:// (or with http:// on this machine) for 'api.oidc.jwks.url', since"
                                + " 'api.oidc.issuer' is set.")));
    }
}
