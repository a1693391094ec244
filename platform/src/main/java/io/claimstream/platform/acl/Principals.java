package io.claimstream.platform.acl;

import java.util.Map;

/**
 * Whom the cluster knows each role as: {@code User:} and the role's name, unless it is known by another.
 *
 * @param names by role, what stands after {@code User:}
 */
public record Principals(Map<String, String> names) {

    /** Every role by its own name. */
    public static final Principals BY_ROLE = new Principals(Map.of());

    private static final String USER = "User:";

    public Principals {
        names = Map.copyOf(names);
    }

    /** The principal of a role as Kafka writes it. */
    public String of(String role) {
        return USER + names.getOrDefault(role, role);
    }
}
