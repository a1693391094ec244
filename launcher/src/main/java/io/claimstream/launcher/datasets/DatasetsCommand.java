package io.claimstream.launcher.datasets;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code claimstream datasets}. */
@Command(
        name = "datasets",
        mixinStandardHelpOptions = true,
        description = {
            "What models learned from: lists datasets, shows their manifests, reads them from the log again and compares,",
            "writes them to files, and tells which models learned from the feedback on a claim."
        })
public final class DatasetsCommand implements Runnable {

    private final Function<CommonOptions, Datasets> opened;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command on the running instance, or on the Kafka that the settings name. */
    public DatasetsCommand() {
        this(DatasetsCommand::open);
    }

    DatasetsCommand(Function<CommonOptions, Datasets> opened) {
        this.opened = opened;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Expected 'datasets list', 'show', 'verify', 'export' or 'learned-from'.");
    }

    /** Which dataset a command is about. */
    static final class Choice {

        @Parameters(
                paramLabel = "ID",
                description = "Name of a dataset (d-...), version of a model made from it (m-...), or 'current'.")
        private String id = "";

        @Option(
                names = "--slot",
                paramLabel = "LINE|CURRENCY",
                description = "Slot of the current dataset, such as 'MOTOR_INJURY|GBP', where several have labels.")
        private String slot = "";

        Datasets.Which which() {
            return new Datasets.Which(id, slot);
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description =
                    "Lists the datasets that published models were made from, and those that a training would read now.")
    int list(@Mixin CommonOptions common) {
        try (Datasets datasets = opened.apply(common)) {
            common.printer().list(datasets.list());
            return ExitCode.DONE.number();
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "Shows the manifest of a dataset: what was read of the log, what trains, and what is left out and why.")
    int show(@Mixin CommonOptions common, @Mixin Choice choice) {
        try (Datasets datasets = opened.apply(common)) {
            common.printer().object(datasets.show(choice.which()));
            return ExitCode.DONE.number();
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Reads a dataset from the log again, compares it with its manifest, makes the features of every row again from",
                "claims and history, and compares them bit for bit with those served. Whoever was erased since is answered with the",
                "receipt. Ends with 3 when anything differs, with 5 when nothing differs but erased labels are gone."
            })
    int verify(@Mixin CommonOptions common, @Mixin Choice choice) {
        try (Datasets datasets = opened.apply(common)) {
            Verification verification = datasets.verify(choice.which());
            print(common, verification);
            return verification.exit().number();
        }
    }

    private static void print(CommonOptions common, Verification verification) {
        if (common.output() == OutputFormat.JSON) {
            common.printer().object(verification.toJson().set("findings", verification.findings()));
        } else {
            common.printer().object(verification.toJson());
            common.printer().list(verification.findings());
        }
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Writes the rows of a dataset to a file for other tools. They hold claim ids and amounts: keep it safe.")
    int export(
            @Mixin CommonOptions common,
            @Mixin Choice choice,
            @Option(
                            names = "--format",
                            paramLabel = "csv|avro",
                            defaultValue = "csv",
                            description = "Form of the file. Default: ${DEFAULT-VALUE}.")
                    DatasetFile.Format format,
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "FILE",
                            description = "File of the rows; replaced when there.")
                    Path out)
            throws IOException {
        try (Datasets datasets = opened.apply(common)) {
            common.printer().object(datasets.export(choice.which(), format, out));
            return ExitCode.DONE.number();
        }
    }

    @Command(
            name = "learned-from",
            mixinStandardHelpOptions = true,
            description = "Tells which model versions learned from each feedback on a claim.")
    int learnedFrom(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "INSURER|CLAIM", description = "The claim, such as 'acme|c-17'.") String claim) {
        try (Datasets datasets = opened.apply(common)) {
            common.printer().list(datasets.learnedFrom(key(claim)));
            return ExitCode.DONE.number();
        }
    }

    private static ClaimKey key(String claim) {
        try {
            return ClaimKey.parse(claim);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("Expected a claim as INSURER|CLAIM, such as 'acme|c-17', but got '" + claim
                    + "'. " + e.getMessage() + ".");
        }
    }

    private static Datasets open(CommonOptions common) {
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        return new Datasets(settings, new EventSerdes(RegistryClients.of(settings)), common.progress());
    }
}
