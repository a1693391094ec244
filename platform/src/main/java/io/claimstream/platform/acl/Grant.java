package io.claimstream.platform.acl;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What one role may do with one resource, or with all whose names begin alike.
 *
 * @param role name of a service, or of another role
 * @param type topic, group or transactional id
 * @param name its name, the beginning of it, or {@code *} for all
 * @param pattern {@code LITERAL} or {@code PREFIXED}
 * @param operations what is allowed; reading and writing allow to describe, too
 * @param why what it is needed for, a few words
 */
public record Grant(
        String role, ResourceType type, String name, PatternType pattern, List<AclOperation> operations, String why) {

    private static final String EVERY_HOST = "*";

    public Grant {
        operations = List.copyOf(operations);
    }

    static Grant topic(String role, String name, String why, AclOperation... operations) {
        return new Grant(role, ResourceType.TOPIC, name, PatternType.LITERAL, List.of(operations), why);
    }

    static Grant group(String role, String name, String why, AclOperation... operations) {
        return new Grant(role, ResourceType.GROUP, name, PatternType.LITERAL, List.of(operations), why);
    }

    /** The entries that Kafka keeps, from every host. */
    public Stream<AclBinding> bindings(Principals principals) {
        return operations.stream()
                .map(operation -> new AclBinding(
                        new ResourcePattern(type, name, pattern),
                        new AccessControlEntry(principals.of(role), EVERY_HOST, operation, AclPermissionType.ALLOW)));
    }

    /** The options of Kafka's {@code kafka-acls.sh} that add it. */
    public String commandLine(Principals principals) {
        String allowed =
                operations.stream().map(it -> "--operation " + word(it)).collect(Collectors.joining(" "));
        return "--add --allow-principal " + quoted(principals.of(role)) + " " + allowed + " "
                + option(type) + " " + quoted(name) + " --resource-pattern-type "
                + pattern.name().toLowerCase(Locale.ROOT);
    }

    /** An operation as Kafka's tools write it, such as {@code DescribeConfigs}. */
    public static String word(AclOperation operation) {
        return Stream.of(operation.name().split("_", -1))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static String option(ResourceType type) {
        return "--" + type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For a POSIX shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
