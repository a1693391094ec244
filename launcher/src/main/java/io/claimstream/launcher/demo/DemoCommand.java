package io.claimstream.launcher.demo;

import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.command.StopOnSignal;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.AllInOne;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.log.Logging;
import io.claimstream.platform.service.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts everything on a directory of its own, streams simulated claims, lets them settle, trains the first model,",
            "swaps it in while claims flow and compares the error before and after. Then claims go on, slowly, until Ctrl-C."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--once", description = "Stop when the story is told; print the result and end.")
    private boolean once;

    @Option(
            names = "--claims",
            paramLabel = "N",
            defaultValue = "3000",
            description = "Number of claims, " + DemoPlan.FEWEST_CLAIMS + " or more. Default: ${DEFAULT-VALUE}.")
    private int claims;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Seed of the simulated world. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "400",
            description = "Events a second when nothing is waited for. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Override
    public Integer call() throws InterruptedException {
        DemoPlan plan = plan();
        Progress progress = common.progress();
        Settings given = common.settings(Services.settings());
        InstanceSettings.requireEmbedded(given);
        Settings settings = DemoDirectory.fresh(given).with("demo", plan.overrides());
        Logging.configure(settings);
        try (AllInOne instance = AllInOne.start(settings, progress::say);
                StopOnSignal stop = StopOnSignal.of(instance)) {
            requireReady(instance);
            try (Stage stage = Stage.on(instance, rate)) {
                DemoResult result = new DemoStory(plan, stage, progress).play();
                common.printer().object(result.toJson());
                if (!once) {
                    stay(instance, stop, new LiveStream(plan, stage), progress);
                }
                return result.exit().number();
            }
        }
    }

    private DemoPlan plan() {
        if (rate <= 0) {
            throw new WrongUseException("Expected --rate above 0, but got " + rate + ".");
        }
        if (claims < DemoPlan.FEWEST_CLAIMS) {
            throw new WrongUseException(
                    "Expected --claims of " + DemoPlan.FEWEST_CLAIMS + " or more, but got " + claims + ".");
        }
        return new DemoPlan(seed, claims);
    }

    private static void requireReady(AllInOne instance) throws InterruptedException {
        if (!instance.awaitReady(START_LIMIT)) {
            throw new IllegalStateException("Expected every service to be ready within " + START_LIMIT.toSeconds()
                    + " s, but these are not: " + notUp(instance.health()) + ".");
        }
    }

    private static List<Health.Check> notUp(Health health) {
        return health.checks().stream()
                .filter(check -> check.status() != Health.Status.UP)
                .toList();
    }

    private static void stay(AllInOne instance, StopOnSignal stop, LiveStream live, Progress progress)
            throws InterruptedException {
        CompletableFuture<Void> stopped = instance.stopped().toCompletableFuture();
        progress.say("Claims go on, a few a second. API " + instance.addresses().api() + ", Kafka "
                + instance.addresses().kafka() + ", schema registry "
                + instance.addresses().schemaRegistry() + ". Ctrl-C ends it.");
        live.play(Instant.now(), () -> stop.stopping() || stopped.isDone());
        if (!stop.stopping() && !stopped.isDone()) {
            progress.say("The simulated world has caught up with today; everything stays up.");
        }
        stopped.join();
    }
}
