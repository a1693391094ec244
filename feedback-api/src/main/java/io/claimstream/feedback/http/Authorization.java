package io.claimstream.feedback.http;

import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.contract.Operation;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lets only those through whom the contract names. */
final class Authorization {

    private Authorization() {}

    /** A handler behind the roles of its operation. */
    static Handler of(Operation operation, Handler handler) {
        if (operation.roles().isEmpty()) {
            return handler;
        }
        return context -> {
            requireRole(operation, context);
            handler.handle(context);
        };
    }

    private static void requireRole(Operation operation, Context context) {
        Role role = Authentication.caller(context).role();
        if (!operation.allows(role)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "Expected the role " + names(operation.roles().orElseThrow()) + "; yours is " + role + ".");
        }
    }

    private static String names(Set<Role> roles) {
        return new TreeSet<>(roles).stream().map(Role::name).collect(Collectors.joining(" or "));
    }
}
