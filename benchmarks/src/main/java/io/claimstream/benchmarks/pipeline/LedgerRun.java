package io.claimstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.claimstream.benchmarks.booster.BoosterSize;
import io.claimstream.launcher.instance.AllInOne;
import io.claimstream.launcher.ledger.VerifyLedgerCommand;
import io.claimstream.model.KeyFiles;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.log.Logging;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * Scores claims by a model on an all-in-one, in a JVM of its own, and samples the ledger when it has all of them. Arguments: directory, claims. Writes
 * {@value #RESULT} into the directory.
 */
public final class LedgerRun {

    static final String RESULT = "result.json";

    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration ENTERED = Duration.ofMinutes(3);

    private final AllInOne instance;
    private final Path directory;
    private final EventSerdes serdes;

    private LedgerRun(AllInOne instance, Path directory) {
        this.instance = instance;
        this.directory = directory;
        this.serdes = new EventSerdes(instance.schemas());
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        Settings settings = PipelineRun.settings(directory);
        Logging.configure(settings);
        try (AllInOne instance = AllInOne.start(settings, step -> {})) {
            if (!instance.awaitReady(READY)) {
                throw new IllegalStateException("Expected every service to be ready, but: " + instance.health() + ".");
            }
            LedgerReport report = new LedgerRun(instance, directory).measure(Integer.parseInt(args[1]));
            Files.write(directory.resolve(RESULT), new JsonMapper().writeValueAsBytes(report));
        }
        System.exit(0);
    }

    private LedgerReport measure(int claims) throws IOException, InterruptedException {
        String kafka = instance.addresses().kafka();
        BenchmarkModel model = BenchmarkModel.train(
                new BoosterSize(300, 4), KeyFiles.signer(instance.settings().dataPath("secrets")));
        model.publish(kafka, serdes);
        // Every score is by the model, so that every one of the sample is.
        new SwapTimes(instance.scorer().resolve("/metrics")).awaitVersion(model.version());
        Load load = Load.of(claims, serdes);
        try (Arrivals arrivals = Arrivals.on(Topics.CLAIMS_SCORED.name(), kafka, load);
                LoadDriver driver = new LoadDriver(Topics.CLAIMS_SUBMITTED.name(), kafka, load, arrivals)) {
            driver.throughput(claims);
        }
        awaitEntries(claims);
        long began = System.nanoTime();
        JsonNode verified = verify(
                "--sample",
                Integer.toString(LedgerReport.Goals.SAMPLE),
                "--within",
                Long.toString(LedgerReport.Goals.SLOWEST_MILLIS));
        return LedgerReport.of(verified, (System.nanoTime() - began) / 1e9);
    }

    private void awaitEntries(int claims) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + ENTERED.toNanos();
        while (verify().path("entries").asInt() < claims) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected " + claims + " entries in the ledger by now.");
            }
            Thread.sleep(1_000);
        }
    }

    private JsonNode verify(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--output", "json", "--data-dir", directory.toString()));
        arguments.addAll(List.of(options));
        StringWriter out = new StringWriter();
        // Faults end it with another code than 0, and stand in what it prints.
        int unused = new CommandLine(new VerifyLedgerCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .execute(arguments.toArray(String[]::new));
        return new JsonMapper().readTree(out.toString());
    }
}
