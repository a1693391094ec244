package io.claimstream.platform.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Connection properties of the database's own driver, such as PostgreSQL's {@code sslmode}. */
final class DatabaseDriverKeys implements PassedOn {

    private static final List<String> CHECKED = List.of("disable", "verify-ca", "verify-full");

    private static final Map<String, String> GUARDED = Map.of(
            "user", "set 'database.user' instead",
            "password", "set 'database.password' or 'database.password.file' instead",
            "sslfactory", "the driver's own checks the server's certificate; name the authority with sslrootcert",
            "sslhostnameverifier", "the driver's own checks that the certificate is the server's",
            "socketfactory", "it would take the place of TLS");

    @Override
    public List<String> problems(String prefix, Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        GUARDED.forEach((key, advice) -> {
            if (values.keySet().stream()
                    .anyMatch(it -> it.toLowerCase(Locale.ROOT).equals(key))) {
                problems.add("Expected no '" + prefix + key + "': " + advice + ".");
            }
        });
        String mode = values.getOrDefault("sslmode", "verify-full").strip();
        if (!CHECKED.contains(mode)) {
            problems.add("Expected verify-full, verify-ca or disable for '" + prefix + "sslmode', but '" + mode
                    + "' is not: with others the driver talks to whoever answers, with whatever certificate.");
        }
        return problems;
    }

    @Override
    public boolean isSecret(String rest) {
        return rest.toLowerCase(Locale.ROOT).contains("password");
    }
}
