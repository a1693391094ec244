package io.claimstream.feedback;

import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.export.Exports;
import io.claimstream.feedback.export.KafkaSubjectLog;
import io.claimstream.feedback.http.PrivacyPorts;
import io.claimstream.feedback.privacy.Privacy;
import io.claimstream.feedback.retention.RetentionJob;
import io.claimstream.feedback.retention.RetentionPeriods;
import io.claimstream.feedback.retention.RetentionReport;
import io.claimstream.feedback.retention.RetentionRunner;
import io.claimstream.feedback.retention.RetentionSettings;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.platform.records.KafkaPlacedLog;
import io.claimstream.platform.seal.KeyEncryptionKeys;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.ServiceContext;
import org.jdbi.v3.core.Jdbi;

/** What hands personal data out and ends its keeping, in a running feedback-api. Thread-safe. */
final class RunningPrivacy implements AutoCloseable {

    private final Exports exports;
    private final RetentionReport report;
    private final RetentionRunner runner;

    RunningPrivacy(ServiceContext context, Jdbi jdbi, AuditTrail audit, RunningClients clients, ReadModel readModel) {
        RetentionPeriods periods = RetentionSettings.of(context.settings());
        this.report = new RetentionReport(jdbi, context.clock(), periods);
        this.exports = exports(context, jdbi, audit, clients, readModel);
        this.runner = new RetentionRunner(
                new RetentionJob(jdbi, context.clock(), periods), report, context.clock(), context.meters());
    }

    void start() {
        runner.start();
    }

    Health health() {
        return Health.of(runner.check());
    }

    /** @param erasing what erases claimants */
    PrivacyPorts ports(Privacy erasing) {
        return new PrivacyPorts(exports, report, erasing);
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
                        new Sealer(new SubjectKeys(jdbi, KeyEncryptionKeys.of(context.settings()), context.clock())),
                        readModel));
    }
}
