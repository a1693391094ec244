package io.claimstream.launcher.doctor;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Looks at one area after the other; one that cannot be looked at does not keep it from the others. */
final class Doctor {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Settings settings;
    private final Clock clock;

    /** @param clock of this machine, which others are compared with */
    Doctor(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What there is to say, area by area. */
    List<Finding> examine() {
        List<Finding> findings = new ArrayList<>(ofKafka());
        Stream.of(
                        new RegistryCheckup(settings),
                        new DatabaseCheckup(settings, clock),
                        new ServicesCheckup(settings),
                        new DiskCheckup(settings))
                .forEach(it -> findings.addAll(it.look()));
        return findings;
    }

    private List<Finding> ofKafka() {
        Properties client = KafkaClients.properties(settings);
        client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        client.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        try (Admin admin = Admin.create(client)) {
            List<Finding> findings = new ArrayList<>(guarded("kafka", new KafkaCheckup(admin, settings)));
            if (findings.stream().noneMatch(it -> it.area().equals("kafka") && it.isWrong())) {
                findings.addAll(guarded("topics", new TopicsCheckup(admin, settings)));
                findings.addAll(guarded("access", new AccessCheckup(admin)));
                findings.addAll(guarded("clock", new KafkaClockCheckup(admin, clock)));
                findings.addAll(guarded("disk", new BrokerDiskCheckup(admin)));
            }
            return findings;
        }
    }

    private List<Finding> guarded(String area, Checkup checkup) {
        try {
            return checkup.look();
        } catch (AuthorizationException e) {
            return List.of(
                    Finding.warning(
                            area,
                            "Kafka does not let this command look: "
                                    + e.getClass().getSimpleName() + ".",
                            "Give it a principal that may describe the cluster, its topics and their configuration, by kafka.client.*."));
        } catch (TimeoutException e) {
            return List.of(
                    Finding.wrong(
                            area,
                            "Kafka does not answer at " + settings.get(CommonSettings.KAFKA_BOOTSTRAP_SERVERS) + ".",
                            "See whether the brokers run, whether kafka.bootstrap.servers names them, and whether kafka.client.security.protocol is theirs."));
        } catch (ApiException e) {
            return List.of(Finding.wrong(
                    area,
                    "Kafka refuses: " + e.getClass().getSimpleName() + ".",
                    "See whether kafka.client.* has the right user, password and certificates."));
        } catch (KafkaException e) {
            return List.of(Finding.wrong(
                    area,
                    "Kafka cannot be asked: " + e.getClass().getSimpleName() + ".",
                    "See the log of the brokers."));
        }
    }
}
