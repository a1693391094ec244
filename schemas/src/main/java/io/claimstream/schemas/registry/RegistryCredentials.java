package io.claimstream.schemas.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a schema registry knows its client by. Its text form hides the secret. Immutable. */
public final class RegistryCredentials {

    private final String header;
    private final String shown;

    private RegistryCredentials(String header, String shown) {
        this.header = header;
        this.shown = shown;
    }

    /**
     * Reads {@code user:password}.
     *
     * @throws IllegalArgumentException when there is no colon
     */
    public static RegistryCredentials parse(String userInfo) {
        int colon = userInfo.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("Expected the registry's credentials as user:password.");
        }
        byte[] plain = userInfo.getBytes(StandardCharsets.UTF_8);
        return new RegistryCredentials(
                "Basic " + Base64.getEncoder().encodeToString(plain), "user=" + userInfo.substring(0, colon));
    }

    /** A token that an identity provider issued. */
    public static RegistryCredentials bearer(String token) {
        return new RegistryCredentials("Bearer " + token, "bearer");
    }

    String header() {
        return header;
    }

    @Override
    public String toString() {
        return "RegistryCredentials[" + shown + ", ***]";
    }
}
