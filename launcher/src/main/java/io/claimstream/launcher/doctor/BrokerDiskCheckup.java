package io.claimstream.launcher.doctor;

import io.claimstream.platform.kafka.KafkaClients;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.Node;

/** How much room the disks of the brokers have. */
final class BrokerDiskCheckup implements Checkup {

    private final Admin admin;

    BrokerDiskCheckup(Admin admin) {
        this.admin = admin;
    }

    @Override
    public List<Finding> look() {
        List<Integer> brokers = KafkaClients.await(admin.describeCluster().nodes()).stream()
                .map(Node::id)
                .toList();
        List<Finding> findings = new ArrayList<>();
        KafkaClients.await(admin.describeLogDirs(brokers).allDescriptions())
                .forEach((broker, directories) -> directories.forEach((path, directory) ->
                        findings.add(finding("Directory " + path + " of broker " + broker, directory))));
        return findings;
    }

    private static Finding finding(String where, LogDirDescription directory) {
        if (directory.error() != null) {
            return Finding.wrong(
                    "disk",
                    where + " is offline: " + directory.error().getClass().getSimpleName() + ".",
                    "See the log of the broker.");
        }
        if (directory.totalBytes().isEmpty() || directory.usableBytes().isEmpty()) {
            return Finding.ok("disk", where + " is online; its broker does not tell its room.");
        }
        return Room.of(
                where,
                directory.usableBytes().getAsLong(),
                directory.totalBytes().getAsLong());
    }
}
