package io.claimstream.launcher.wire;

import io.claimstream.platform.acl.AclCatalogue;
import io.claimstream.platform.acl.Grant;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** What the catalogue grants, by name. */
final class Granted {

    private static final List<String> TOPICS =
            Topics.ALL.stream().map(Topic::name).toList();

    private final AclCatalogue catalogue;

    Granted(AclCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The topics of the catalogue on which a role may do something. */
    Set<String> topics(String role, AclOperation operation) {
        return names(role, ResourceType.TOPIC, operation).stream()
                .filter(TOPICS::contains)
                .collect(Collectors.toSet());
    }

    /** What any role may do something with. */
    Set<String> names(ResourceType type, AclOperation operation) {
        return catalogue.roles().stream()
                .flatMap(it -> names(it, type, operation).stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** For all names that begin alike, one of them. */
    Set<String> names(String role, ResourceType type, AclOperation operation) {
        return catalogue.grants().stream()
                .filter(it -> it.role().equals(role)
                        && it.type() == type
                        && it.operations().contains(operation))
                .flatMap(Granted::example)
                .collect(Collectors.toSet());
    }

    private static Stream<String> example(Grant grant) {
        return Stream.of(grant.pattern() == PatternType.PREFIXED ? grant.name() + "x" : grant.name());
    }
}
