package io.claimstream.launcher.cli;

import io.claimstream.launcher.access.ApiKeysCommand;
import io.claimstream.launcher.access.KeysCommand;
import io.claimstream.launcher.access.UsersCommand;
import io.claimstream.launcher.audit.AuditCommand;
import io.claimstream.launcher.backtest.BacktestCommand;
import io.claimstream.launcher.backup.BackupCommand;
import io.claimstream.launcher.backup.RestoreCommand;
import io.claimstream.launcher.billing.BillingCommand;
import io.claimstream.launcher.claimant.LetterCommand;
import io.claimstream.launcher.compose.ComposeCommand;
import io.claimstream.launcher.datasets.DatasetsCommand;
import io.claimstream.launcher.demo.DemoCommand;
import io.claimstream.launcher.doctor.DoctorCommand;
import io.claimstream.launcher.importing.ImportCommand;
import io.claimstream.launcher.letters.DeadLettersCommand;
import io.claimstream.launcher.models.ModelsCommand;
import io.claimstream.launcher.offline.EvaluateCommand;
import io.claimstream.launcher.offline.ExplainCommand;
import io.claimstream.launcher.offline.ExploreCommand;
import io.claimstream.launcher.offline.RecomputeCommand;
import io.claimstream.launcher.offline.ScoreCommand;
import io.claimstream.launcher.offline.TrainCommand;
import io.claimstream.launcher.play.SimulateCommand;
import io.claimstream.launcher.privacy.PrivacyCommand;
import io.claimstream.launcher.reset.ResetCommand;
import io.claimstream.launcher.runs.RunsCommand;
import io.claimstream.launcher.upkeep.ReadModelCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code claimstream} without a command: tells which there are. */
@Command(
        name = "claimstream",
        mixinStandardHelpOptions = true,
        versionProvider = ClaimstreamCommand.Version.class,
        description = "Insurance claims scored as they happen.",
        footer = {
            "",
            "Results go to standard output, progress and logs to standard error.",
            "Exit codes: 0 done, 1 a bug, 2 wrong use, 3 bad input, 4 the outside world, 5 erased."
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            RunCommand.class,
            ImportCommand.class,
            SimulateCommand.class,
            AuditCommand.class,
            ExploreCommand.class,
            TrainCommand.class,
            ScoreCommand.class,
            EvaluateCommand.class,
            ExplainCommand.class,
            RecomputeCommand.class,
            BacktestCommand.class,
            DatasetsCommand.class,
            RunsCommand.class,
            ModelsCommand.class,
            ApiKeysCommand.class,
            UsersCommand.class,
            KeysCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ReadModelCommand.class,
            DeadLettersCommand.class,
            BillingCommand.class,
            LetterCommand.class,
            PrivacyCommand.class,
            LagCommand.class,
            LagExporterCommand.class,
            HealthCommand.class,
            DoctorCommand.class,
            TopicsCommand.class,
            SchemasCommand.class,
            ResetCommand.class,
            ComposeCommand.class,
            AclsCommand.class,
            ConfigCommand.class
        })
final class ClaimstreamCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command.");
    }

    /** The version of the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ClaimstreamCommand.class.getPackage().getImplementationVersion();
            return new String[] {"claimstream " + (version == null ? "(not packaged)" : version)};
        }
    }
}
