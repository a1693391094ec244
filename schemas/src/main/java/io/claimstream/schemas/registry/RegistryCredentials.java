package io.claimstream.schemas.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** User and password of a schema registry. Its text form hides the password. */
public record RegistryCredentials(String user, String password) {

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
        return new RegistryCredentials(userInfo.substring(0, colon), userInfo.substring(colon + 1));
    }

    String header() {
        byte[] plain = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(plain);
    }

    @Override
    public String toString() {
        return "RegistryCredentials[user=" + user + ", password=***]";
    }
}
