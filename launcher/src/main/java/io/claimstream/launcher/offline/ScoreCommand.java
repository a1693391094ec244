package io.claimstream.launcher.offline;

import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream score}. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Scores the rows of a motor injury file with a model, by the code of the stream, into a CSV file.",
            "A row that cannot be scored is listed with its reason and has no line in the output. Ends with 3 when none can."
        })
public final class ScoreCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR|VERSION",
            description = "Directory written by 'train', or a version such as m-0123456789ab.")
    private String model = "";

    @Option(
            names = "--csv",
            required = true,
            paramLabel = "FILE",
            description = "The file, UTF-8, comma separated, with a header.")
    private Path csv = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "File of the scores; replaced when there.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        try (FileClaims claims = FileClaims.open(csv, now);
                OfflineModel opened = new OfflineModels(settings, common.progress()).open(model)) {
            FileScoring scoring = new FileScoring(opened, now, common.progress());
            write(scoring, claims);
            common.printer().object(scoring.result());
            return (scoring.scored() > 0 ? ExitCode.DONE : ExitCode.BAD_INPUT).number();
        }
    }

    /** Half a file never looks like a whole one. */
    private void write(FileScoring scoring, FileClaims claims) throws IOException {
        Path draft = out.toAbsolutePath().resolveSibling(out.getFileName() + ".part");
        try (Writer writer = Files.newBufferedWriter(draft)) {
            scoring.run(claims, writer);
        }
        Files.move(draft, out, StandardCopyOption.REPLACE_EXISTING);
    }
}
