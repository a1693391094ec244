package io.claimstream.platform.acl;

import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Compares the entries of a cluster with those that are wanted, and mends them. Thread-safe; close it after use. */
public final class AclAdmin implements AutoCloseable {

    private final Admin admin;

    /** Takes over the given client and closes it. */
    public AclAdmin(Admin admin) {
        this.admin = admin;
    }

    /** An admin of the cluster that the settings name. */
    public static AclAdmin of(Settings settings) {
        return new AclAdmin(Admin.create(KafkaClients.properties(settings)));
    }

    /**
     * What differs. Nothing is known of principals that nothing is wanted for, nor of what is denied to anybody: both are left alone.
     *
     * @param missing wanted and not there
     * @param surplus allowed to one of the principals, and not wanted
     */
    public record Difference(List<AclBinding> missing, List<AclBinding> surplus) {

        public Difference {
            missing = sorted(missing);
            surplus = sorted(surplus);
        }

        private static List<AclBinding> sorted(List<AclBinding> bindings) {
            return bindings.stream()
                    .sorted(Comparator.comparing((AclBinding it) -> it.entry().principal())
                            .thenComparing(it -> it.pattern().resourceType())
                            .thenComparing(it -> it.pattern().name())
                            .thenComparing(it -> it.entry().operation()))
                    .toList();
        }
    }

    /**
     * What differs from the wanted entries.
     *
     * @throws org.apache.kafka.common.KafkaException when the cluster has no authorizer, refuses or does not answer
     */
    public Difference diff(Collection<AclBinding> wanted) {
        Set<AclBinding> there =
                wanted.stream()
                        .map(it -> it.entry().principal())
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .flatMap(principal ->
                                KafkaClients.await(
                                        admin.describeAcls(allowedTo(principal)).values())
                                        .stream())
                        .collect(Collectors.toSet());
        List<AclBinding> missing =
                wanted.stream().distinct().filter(it -> !there.contains(it)).toList();
        List<AclBinding> surplus = new ArrayList<>(there);
        surplus.removeAll(Set.copyOf(wanted));
        return new Difference(missing, surplus);
    }

    /** Adds what is missing. */
    public void add(Difference difference) {
        if (!difference.missing().isEmpty()) {
            KafkaClients.await(admin.createAcls(difference.missing()).all());
        }
    }

    /** Removes what is not wanted. */
    public void remove(Difference difference) {
        if (!difference.surplus().isEmpty()) {
            KafkaClients.await(admin.deleteAcls(difference.surplus().stream()
                            .map(AclBinding::toFilter)
                            .toList())
                    .all());
        }
    }

    @Override
    public void close() {
        // Without a limit it waits for calls that a broker which is not there will never answer.
        admin.close(Duration.ofSeconds(1));
    }

    private static AclBindingFilter allowedTo(String principal) {
        return new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ALLOW));
    }
}
