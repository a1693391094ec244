package io.claimstream.launcher.audit;

import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.ledger.DecisionsCommand;
import io.claimstream.launcher.ledger.StoryCommand;
import io.claimstream.launcher.ledger.VerifyLedgerCommand;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Reads every topic from the beginning, committed records only, and tells whether each submitted record has one outcome and each",
            "accepted revision one score. Waits a while for the flow to come to rest; ends with 1 when something is lost or doubled."
        },
        subcommands = {
            VerifyLedgerCommand.class,
            DecisionsCommand.class,
            StoryCommand.class,
            AgreementCommand.class,
            ExercisesCommand.class,
            ExerciseCommand.class,
            FairnessCommand.class
        })
public final class AuditCommand implements Callable<Integer> {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait until everything is answered. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        Map<String, Object> kafka = TopicTail.connection(settings);
        try (LogAudit audit = new LogAudit(kafka, RegistryClients.of(settings))) {
            AuditReport report = atRest(audit);
            common.printer().object(report.toJson());
            return (report.balanced() ? ExitCode.DONE : ExitCode.BUG).number();
        }
    }

    private AuditReport atRest(LogAudit audit) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        AuditReport report = audit.refresh();
        while (!report.balanced() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN.toMillis());
            report = audit.refresh();
        }
        return report;
    }
}
