package io.claimstream.launcher.play;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.importing.MotorInjuryFile;
import io.claimstream.launcher.instance.Addresses;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.InstanceFile;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.simulator.SimulatedEvent;
import io.claimstream.simulator.SimulatorSettings;
import io.claimstream.simulator.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream simulate}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a seeded world to the running instance: submissions over Kafka, opinions and settlements over HTTP.",
            "The same seed plays the same world, so playing it twice adds no claim, no score and no feedback.",
            "With --csv it writes what the claims of the world came to in the end to a motor injury file instead, and needs no instance."
        })
public final class SimulateCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--claims",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Number of claims. Default: ${DEFAULT-VALUE}.")
    private int claims;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Seed of the world. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Events a second. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "90",
            description = "For how long feedback waits for its score. Default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--drift",
            paramLabel = "X",
            defaultValue = "0",
            description = "Growth of the logarithm of settlements in a simulated year. Default: ${DEFAULT-VALUE}.")
    private double drift;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "File of the claims, with what was paid; replaced when there.")
    private @Nullable Path csv;

    @Option(
            names = "--from",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "With --csv: claims of the world that are left out, the first ones. Default: ${DEFAULT-VALUE}.")
    private int from;

    @Override
    public Integer call() throws InterruptedException, IOException {
        World world = world();
        if (csv != null) {
            common.printer().object(write(world, from, csv));
            return ExitCode.DONE.number();
        }
        Settings settings = common.settings(Services.settings());
        Path dataDir = settings.get(CommonSettings.DATA_DIR);
        Addresses instance = new InstanceFile(dataDir)
                .read()
                .orElseThrow(() -> new OutsideWorldException("Expected a running instance on '" + dataDir
                        + "', but there is none. Start one with './claimstream up'."));
        try (Player player = player(settings, instance)) {
            play(world, player, common.progress());
            common.printer().object(result(world, player));
            return ExitCode.DONE.number();
        }
    }

    private static ObjectNode write(World world, int from, Path csv) throws IOException {
        List<WorldClaims.Ended> claims = WorldClaims.of(world.eventsFrom(from));
        try (MotorInjuryFile file = MotorInjuryFile.create(csv)) {
            for (WorldClaims.Ended ended : claims) {
                file.write(ended.claim(), ended.settlement());
            }
            file.finish();
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("claims", claims.size())
                .put(
                        "settled",
                        claims.stream()
                                .filter(it -> it.settlement().isPresent())
                                .count())
                .put("mapeNoiseFloor", world.noiseFloor())
                .put("file", csv.toString());
    }

    private World world() {
        if (rate <= 0) {
            throw new WrongUseException("Expected --rate above 0, but got " + rate + ".");
        }
        if (patience < 1) {
            throw new WrongUseException("Expected --patience of 1 or more, but got " + patience + ".");
        }
        if (from < 0 || from >= claims || (from > 0 && csv == null)) {
            throw new WrongUseException("Expected --from between 0 and the number of --claims, and --csv with it.");
        }
        if (claims < 1) {
            throw new WrongUseException("Expected --claims of 1 or more, but got " + claims + ".");
        }
        return new World(SimulatorSettings.of(seed, claims).withDrift(drift));
    }

    private Player player(Settings settings, Addresses instance) {
        Settings pointed = settings.with(
                "instance",
                Map.of(
                        CommonSettings.SCHEMA_REGISTRY_URL.key(),
                        instance.schemaRegistry().toString()));
        return new Player(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, instance.kafka()),
                new EventSerdes(RegistryClients.of(pointed)),
                ApiAccess.of(settings, instance.api()),
                new Pace(rate),
                Duration.ofSeconds(patience));
    }

    private static void play(World world, Player player, Progress progress) throws InterruptedException {
        Iterator<SimulatedEvent> events = world.events().iterator();
        try (Progress.Task task = progress.task("events", 0)) {
            while (events.hasNext()) {
                player.play(events.next());
                task.at(player.submitted() + player.opined());
            }
        }
        player.flush();
    }

    private static ObjectNode result(World world, Player player) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("submitted", player.submitted())
                .put("opinions", player.opined())
                .put("settlements", player.settled())
                .put("mapeNoiseFloor", world.noiseFloor());
    }
}
