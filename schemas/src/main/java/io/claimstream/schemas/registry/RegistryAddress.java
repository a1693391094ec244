package io.claimstream.schemas.registry;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One address of a registry.
 *
 * @param base address without credentials and without a slash at the end
 * @param credentials user and password to send
 */
record RegistryAddress(String base, Optional<RegistryCredentials> credentials) {

    static List<RegistryAddress> parse(String urls, Optional<RegistryCredentials> credentials) {
        List<RegistryAddress> addresses = Arrays.stream(urls.split(",", -1))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(url -> parseOne(url, credentials))
                .toList();
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("Expected the address of a schema registry.");
        }
        return addresses;
    }

    URI resolve(String path) {
        return URI.create(base + path);
    }

    private static RegistryAddress parseOne(String url, Optional<RegistryCredentials> credentials) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            // Without the cause: the address may hold a password.
            throw notAnAddress();
        }
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw notAnAddress();
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath().replaceAll("/+$", "");
        Optional<RegistryCredentials> inUrl =
                Optional.ofNullable(uri.getUserInfo()).map(RegistryCredentials::parse);
        return new RegistryAddress(uri.getScheme() + "://" + uri.getHost() + port + path, credentials.or(() -> inUrl));
    }

    private static IllegalArgumentException notAnAddress() {
        return new IllegalArgumentException("Expected a schema registry's address such as http://localhost:8081.");
    }
}
