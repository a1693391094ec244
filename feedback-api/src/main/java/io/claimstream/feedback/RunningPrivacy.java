package io.claimstream.feedback;

import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.export.Exports;
import io.claimstream.feedback.export.KafkaSubjectLog;
import io.claimstream.feedback.http.PrivacyPorts;
import io.claimstream.feedback.retention.RetentionJob;
import io.claimstream.feedback.retention.RetentionPeriods;
import io.claimstream.feedback.retention.RetentionReport;
import io.claimstream.feedback.retention.RetentionRunner;
import io.claimstream.feedback.retention.RetentionSettings;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.platform.records.KafkaPlacedLog;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.service.ServiceContext;
import org.jdbi.v3.core.Jdbi;

/** What looks after personal data, in a running feedback-api. Thread-safe. */
final class RunningPrivacy implements AutoCloseable {

    private final PrivacyPorts ports;
    private final RetentionRunner runner;

    RunningPrivacy(ServiceContext context, Jdbi jdbi, AuditTrail audit, RunningClients clients, ReadModel readModel) {
        RetentionPeriods periods = RetentionSettings.of(context.settings());
        RetentionReport report = new RetentionReport(jdbi, context.clock(), periods);
        this.ports = new PrivacyPorts(exports(context, jdbi, audit, clients, readModel), report);
        this.runner = new RetentionRunner(new RetentionJob(jdbi, context.clock(), periods), report, context.meters());
    }

    void start() {
        runner.start();
    }

    PrivacyPorts ports() {
        return ports;
    }

    @Override
    public void close() {
        runner.close();
    }

    private static Exports exports(
            ServiceContext context, Jdbi jdbi, AuditTrail audit, RunningClients clients, ReadModel readModel) {
        return new Exports(
                jdbi,
                audit,
                context.clock(),
                new Exports.Sources(
                        () -> new KafkaSubjectLog(KafkaPlacedLog.of(clients.properties()), clients::consumer),
                        context.serdes(),
                        new Sealer(
                                new SubjectKeys(jdbi, FileKeyEncryptionKeys.of(context.settings()), context.clock())),
                        readModel));
    }
}
