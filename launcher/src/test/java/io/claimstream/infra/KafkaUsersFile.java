package io.claimstream.infra;

import io.claimstream.platform.acl.AclCatalogue;
import io.claimstream.platform.acl.Grant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** The file infra/kubernetes/base/kafka-users.yaml, made from the catalogue of permissions. */
final class KafkaUsersFile {

    private static final String HEAD =
            """
            # Made from what the services use of Kafka (./claimstream acls list). Do not edit it:
            # mvn -pl launcher -am test -Dtest=KafkaUsersTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.accept=true
            # One principal for each role. The User Operator makes a Secret of the same name, with the password and the line for sasl.jaas.config.
            """;

    // A file is easier to read whole than between the arguments of a call.
    @SuppressWarnings("InlineFormatString")
    private static final String USER =
            """
            apiVersion: kafka.strimzi.io/v1
            kind: KafkaUser
            metadata:
              name: %s
              labels:
                strimzi.io/cluster: claimstream
            spec:
              authentication:
                type: scram-sha-512
              authorization:
                type: simple
                acls:
            %s""";

    @SuppressWarnings("InlineFormatString")
    private static final String RULE =
            """
                  - resource: {type: %s, name: "%s", patternType: %s}
                    operations: [%s] # %s
            """;

    private KafkaUsersFile() {}

    static String text(AclCatalogue catalogue) {
        return HEAD
                + catalogue.roles().stream().map(role -> user(catalogue, role)).collect(Collectors.joining("---\n"));
    }

    private static String user(AclCatalogue catalogue, String role) {
        return String.format(
                Locale.ROOT,
                USER,
                role,
                catalogue.grants().stream()
                        .filter(it -> it.role().equals(role))
                        .map(KafkaUsersFile::rule)
                        .collect(Collectors.joining()));
    }

    private static String rule(Grant grant) {
        return String.format(
                Locale.ROOT,
                RULE,
                type(grant.type()),
                grant.name(),
                grant.pattern() == PatternType.PREFIXED ? "prefix" : "literal",
                grant.operations().stream().map(Grant::word).collect(Collectors.joining(", ")),
                grant.why());
    }

    private static String type(ResourceType type) {
        return type == ResourceType.TRANSACTIONAL_ID
                ? "transactionalId"
                : type.name().toLowerCase(Locale.ROOT);
    }
}
