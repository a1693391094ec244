package io.claimstream.launcher.doctor;

import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;

/** Whether the cluster asks who somebody is, and what the principal of this command may do with the topics. */
final class AccessCheckup implements Checkup {

    private static final String AREA = "access";
    private static final Set<AclOperation> NEEDED = EnumSet.of(AclOperation.READ, AclOperation.WRITE);

    private final Admin admin;

    AccessCheckup(Admin admin) {
        this.admin = admin;
    }

    @Override
    public List<Finding> look() {
        try {
            int rules = KafkaClients.await(
                            admin.describeAcls(AclBindingFilter.ANY).values())
                    .size();
            return with(Finding.ok(AREA, "An authorizer is on; rules: " + rules + "."));
        } catch (SecurityDisabledException e) {
            return List.of(Finding.ok(AREA, "No authorizer is on: whoever reaches the brokers may do everything."));
        } catch (ClusterAuthorizationException e) {
            return with(Finding.ok(AREA, "An authorizer is on; this command may not list its rules."));
        }
    }

    /** A topic that may not be described at all does not exist for the principal. */
    private List<Finding> with(Finding authorizer) {
        Set<String> seen = KafkaClients.await(admin.listTopics().names());
        List<String> names =
                Topics.ALL.stream().map(Topic::name).filter(seen::contains).toList();
        List<Finding> findings = new ArrayList<>(List.of(authorizer));
        KafkaClients.await(admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                        .allTopicNames())
                .values()
                .stream()
                .filter(it -> !it.authorizedOperations().containsAll(NEEDED))
                .map(AccessCheckup::refused)
                .forEach(findings::add);
        return findings;
    }

    private static Finding refused(TopicDescription topic) {
        String missing = NEEDED.stream()
                .filter(it -> !topic.authorizedOperations().contains(it))
                .map(AclOperation::name)
                .collect(Collectors.joining(", "));
        return Finding.warning(
                AREA,
                "The principal of this command has no " + missing + " on " + topic.name() + ".",
                "No harm when it is not the principal of a service that reads or writes it; else add the rule with kafka-acls.sh.");
    }
}
