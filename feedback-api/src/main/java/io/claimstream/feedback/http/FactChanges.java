package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.ingest.ChangedFacts;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.Violation;
import io.claimstream.feedback.http.Problem.Field;
import io.claimstream.feedback.whatif.Change;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import java.time.InstantSource;
import java.util.List;

/**
 * Changes facts of an accepted claim to JSON values, read as those of a submitted claim are, and held against the same rules.
 *
 * @param changes values by the path of the field, all of fields that may be changed
 * @param clock times must be plausible by now
 */
record FactChanges(ObjectNode changes, InstantSource clock) implements Change {

    /** The place of a change in the body. */
    static String pointer(String path) {
        return "/changes/" + path.replace("~", "~0").replace("/", "~1");
    }

    /** @throws ProblemException when a value has another form, or the claim would break a rule */
    @Override
    public ClaimAccepted of(ClaimAccepted claim) {
        if (changes.isEmpty()) {
            return claim;
        }
        ClaimAccepted changed = ChangedFacts.accepted(read(tree(claim)));
        List<Violation> violations = ChangedFacts.violations(changed, clock.instant());
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.of(
                    ProblemCode.CLAIM_REJECTED,
                    violations.stream()
                            .map(it -> new Field(place(it.getField()), it.getCode(), it.getMessage()))
                            .toList()));
        }
        return changed;
    }

    private ObjectNode tree(ClaimAccepted claim) {
        ObjectNode tree = EventJson.toJson(claim);
        changes.properties().forEach(it -> {
            String[] names = it.getKey().split("\\.", 2);
            set((ObjectNode) tree.path(names[0]), names[1], it.getValue());
        });
        return tree;
    }

    private static void set(ObjectNode part, String name, JsonNode value) {
        if (value.isNull()) {
            part.remove(name);
        } else {
            part.set(name, value);
        }
    }

    private ClaimAccepted read(ObjectNode tree) {
        try {
            return EventJson.fromJson(tree, ClaimAccepted.class);
        } catch (EventJsonException e) {
            throw new ProblemException(Problem.of(
                    ProblemCode.INVALID_BODY,
                    e.problems().stream()
                            .map(it -> new Field(
                                    place(it.pointer().substring(1).replace('/', '.')),
                                    it.code().name(),
                                    it.expected()))
                            .toList()));
        }
    }

    /** A rule may point to a field that was not changed but goes together with one that was. */
    private String place(String path) {
        return changes.has(path) ? pointer(path) : "/changes";
    }
}
