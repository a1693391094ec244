package io.claimstream.feedback.http;

import io.claimstream.feedback.contract.Operation;
import io.javalin.http.Handler;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Addresses of the contract without parameters: one that looks like the id of something else, as {@code /v1/models/commands} does like a version, is none. Immutable. */
final class OwnAddresses {

    private static final String ALLOWED = "availableMethods";

    private final Map<String, Set<String>> methods;

    OwnAddresses(Collection<Operation> operations) {
        methods = operations.stream()
                .filter(it -> isPlain(it.path()))
                .collect(Collectors.groupingBy(
                        Operation::path, Collectors.mapping(Operation::method, Collectors.toCollection(TreeSet::new))));
    }

    /** A handler that answers for its own addresses only. */
    Handler guarded(Operation operation, Handler handler) {
        if (isPlain(operation.path())) {
            return handler;
        }
        return context -> {
            Set<String> own = methods.get(context.path());
            if (own != null && !own.contains(operation.method())) {
                throw new MethodNotAllowedResponse("Method not allowed", Map.of(ALLOWED, String.join(", ", own)));
            }
            handler.handle(context);
        };
    }

    private static boolean isPlain(String path) {
        return path.indexOf('{') < 0 && path.indexOf('<') < 0;
    }
}
