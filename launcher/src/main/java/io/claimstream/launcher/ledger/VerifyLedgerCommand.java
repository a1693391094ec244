package io.claimstream.launcher.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.ledger.ChainCheck;
import io.claimstream.domain.ledger.KeptEnd;
import io.claimstream.domain.ledger.Lag;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.offline.Recompute;
import io.claimstream.ledger.LedgerKeys;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.schemas.serde.EventSerdes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream audit verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the ledger of decisions and its signed heads, walks each chain, and compares the records that"
                    + " entries name with their hashes. Names the",
            "first entry of each chain that was changed, removed, put in or moved, and every record that is not what"
                    + " it was or is gone. Ends with 3 when",
            "anything is not as it was written."
        })
public final class VerifyLedgerCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--key",
            paramLabel = "ID",
            description = "Only heads signed by this key count; may be repeated. Default: every public key in"
                    + " ledger.signing.key.dir.")
    private Set<String> keys = new LinkedHashSet<>();

    @Option(
            names = "--lag",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "A decision that is older than this must have an entry, and its entry a signed head; more than"
                            + " ledger.head.every. Default: ${DEFAULT-VALUE}.")
    private int lagSeconds;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description =
                    "An earlier output of this command as JSON: entries and heads that were there must be there now,"
                            + " with the same hashes.")
    private Optional<Path> against = Optional.empty();

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "0",
            description = "Scores of the ledger to make again, byte for byte. Default: ${DEFAULT-VALUE}.")
    private int sample;

    @Option(
            names = "--within",
            paramLabel = "MILLIS",
            description = "The longest that any of the sample may take, the loading of its model included; a slower one"
                    + " counts as a fault. Default: any time.")
    private Optional<Integer> withinMillis = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Draws the sample: the same seed draws the same scores. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() {
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        EventSerdes serdes = new EventSerdes(RegistryClients.of(settings));
        List<KeptEnd> kept = against.map(KeptOutput::read).orElse(List.of());
        LedgerSample drawn = new LedgerSample(Math.max(sample, 0), seed, withinMillis.map(Duration::ofMillis));
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        boolean isWhole;
        try (LedgerLog log = new LedgerLog(settings, serdes, common.progress())) {
            LedgerVerification verification = new LedgerVerification(
                    log,
                    new ChainCheck.Demands(
                            LedgerKeys.signedBy(LedgerKeys.trusted(LedgerKeys.folder(settings)), keys),
                            new Lag(Clock.systemUTC().instant(), Duration.ofSeconds(lagSeconds))),
                    kept,
                    drawn);
            verification.run(result);
            isWhole = verification.faults().isEmpty();
        }
        if (sample > 0) {
            try (Recompute recompute = new Recompute(settings, serdes, common.progress())) {
                drawn.recompute(recompute);
            }
        }
        drawn.tell(result);
        common.printer().object(result);
        return (isWhole && !drawn.hasFaults() ? ExitCode.DONE : ExitCode.BAD_INPUT).number();
    }
}
