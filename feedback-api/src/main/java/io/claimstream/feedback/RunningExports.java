package io.claimstream.feedback;

import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.export.Exports;
import io.claimstream.feedback.export.KafkaSubjectLog;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.platform.records.KafkaPlacedLog;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.service.ServiceContext;
import org.jdbi.v3.core.Jdbi;

/** What exports of personal data are gathered from, in a running feedback-api. */
final class RunningExports {

    private RunningExports() {}

    static Exports of(
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
