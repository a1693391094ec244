package io.claimstream.launcher.importing;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.InstanceFile;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code claimstream import FILE}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Imports a CSV file of motor injury claims into the running instance and waits for every outcome.",
            "Ids are made from the rows' content, so importing twice adds nothing; an interrupted import goes on where",
            "it stopped. A row that cannot be read is reported with line and column, and the rest goes on (exit code 3)."
        })
public final class ImportCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "The file, UTF-8, comma separated, with a header.")
    private Path file = Path.of("");

    @Option(names = "--with-outcomes", description = "Also record what was paid, from the column SettlementValue.")
    private boolean withOutcomes;

    @Option(
            names = "--insurer",
            paramLabel = "NAME",
            defaultValue = "import",
            description = "Insurer that the claims belong to. Default: ${DEFAULT-VALUE}.")
    private String insurer = "import";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "16",
            description = "Requests at a time. Default: ${DEFAULT-VALUE}.")
    private int concurrency = 16;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the API may be away, or nothing move, before giving up. Default: ${DEFAULT-VALUE}.")
    private int patienceSeconds = 60;

    @Override
    public Integer call() throws InterruptedException {
        check();
        Settings settings = common.settings(Services.settings());
        Path dataDir = settings.get(CommonSettings.DATA_DIR);
        try (CsvRows rows = CsvRows.open(file, insurer);
                ImportJournal journal = ImportJournal.open(journalFile(dataDir))) {
            Duration patience = Duration.ofSeconds(patienceSeconds);
            FileImport work = new FileImport(
                    new HttpClaimsApi(ApiAccess.of(settings, api(dataDir)), patience),
                    journal,
                    new ImportOptions(file, withOutcomes, concurrency, patience),
                    common.progress());
            ImportTotals totals = work.run(rows);
            common.printer().object(totals.toJson());
            return (totals.unreadable.get() == 0 ? ExitCode.DONE : ExitCode.BAD_INPUT).number();
        }
    }

    private void check() {
        if (!ClaimKey.isInsurer(insurer)) {
            throw new WrongUseException("Expected --insurer of " + ClaimKey.INSURER_FORM + ".");
        }
        if (concurrency < 1 || concurrency > 256) {
            throw new WrongUseException("Expected --concurrency from 1 to 256, but got " + concurrency + ".");
        }
        if (patienceSeconds < 1) {
            throw new WrongUseException("Expected --patience of 1 or more, but got " + patienceSeconds + ".");
        }
    }

    private static URI api(Path dataDir) {
        return new InstanceFile(dataDir)
                .read()
                .orElseThrow(() -> new OutsideWorldException("Expected a running instance on '" + dataDir
                        + "', but there is none. Start one with './claimstream up'."))
                .api();
    }

    /** A changed file, or another insurer, is another import. */
    private Path journalFile(Path dataDir) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(insurer.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(Files.readAllBytes(file));
            String name = HexFormat.of().formatHex(digest.digest()).substring(0, 32);
            return dataDir.resolve("imports").resolve(name + ".journal");
        } catch (IOException e) {
            throw new BadInputException("Expected a readable file, but '" + file + "' is none ("
                    + e.getClass().getSimpleName() + ").");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
