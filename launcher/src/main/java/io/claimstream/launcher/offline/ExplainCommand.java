package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.Services;
import io.claimstream.model.Slots;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Scores one claim by the code of the stream and tells every reason in money, adding up to the estimate.",
            "The claim is scored by itself, as the first of its claimant and provider. With --amount it also tells the smallest",
            "allowed change that would move the estimate across that amount."
        })
public final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--claim",
            required = true,
            paramLabel = "FILE",
            description = "The claim: JSON as POST /v1/claims takes it.")
    private Path claim = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "DIR|VERSION",
            description =
                    "Directory written by 'train', or a version; the champion of the running instance when not given.")
    private @Nullable String model;

    @Option(names = "--amount", paramLabel = "X", description = "Amount that the estimate is to cross.")
    private @Nullable BigDecimal amount;

    @Override
    public Integer call() {
        if (amount != null && (amount.signum() < 0 || amount.precision() - amount.scale() > 12)) {
            throw new WrongUseException("Expected --amount from 0 to 12 digits before the point.");
        }
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        LoneClaim.Outcome.Ready ready = ClaimFile.read(claim, now);
        try (OfflineModel opened = open(new OfflineModels(settings, common.progress()), ready)) {
            print(ExplainedClaim.of(ready, opened, now));
            return ExitCode.DONE.number();
        }
    }

    private OfflineModel open(OfflineModels models, LoneClaim.Outcome.Ready ready) {
        return model != null
                ? models.open(model)
                : models.champion(Slots.everyInsurer(
                        ready.claim().getLineOfBusiness(), ready.claim().getCurrency()));
    }

    private void print(ExplainedClaim explained) {
        ObjectNode score = explained.score();
        ArrayNode reasons = explained.reasons();
        Optional<ObjectNode> counterfactual = Optional.ofNullable(amount).flatMap(explained::counterfactual);
        if (common.output() == OutputFormat.JSON) {
            score.set("reasons", reasons);
            counterfactual.ifPresent(it -> score.set("counterfactual", it));
            common.printer().object(score);
        } else {
            common.printer().object(score);
            common.printer().list(reasons);
            counterfactual.ifPresent(common.printer()::object);
        }
    }
}
