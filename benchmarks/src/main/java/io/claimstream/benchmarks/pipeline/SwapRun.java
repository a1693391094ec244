package io.claimstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.claimstream.benchmarks.booster.BoosterSize;
import io.claimstream.launcher.instance.AllInOne;
import io.claimstream.launcher.offline.RecomputeCommand;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelSigner;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.log.Logging;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;

/**
 * Swaps two models to and fro on an all-in-one, in a JVM of its own, while claims flow. Arguments: directory, swaps, claims a second.
 * Writes {@value #RESULT} into the directory.
 */
public final class SwapRun {

    static final String RESULT = "result.json";

    private static final Duration READY = Duration.ofSeconds(90);
    private static final int WARM_UP = 2_000;
    /** More than are sent while the longest run lasts. */
    private static final int MOST_CLAIMS = 150_000;

    private static final int PER_SWAP = 120;
    private static final int WITHOUT_SWAPS = 4_000;

    private final AllInOne instance;
    private final Path directory;
    private final int swaps;
    private final double perSecond;
    private final EventSerdes serdes;

    private SwapRun(AllInOne instance, Path directory, int swaps, double perSecond) {
        this.instance = instance;
        this.directory = directory;
        this.swaps = swaps;
        this.perSecond = perSecond;
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
            SwapReport report =
                    new SwapRun(instance, directory, Integer.parseInt(args[1]), Double.parseDouble(args[2])).measure();
            Files.write(directory.resolve(RESULT), new JsonMapper().writeValueAsBytes(report));
        }
        System.exit(0);
    }

    private SwapReport measure() throws Exception {
        String kafka = instance.addresses().kafka();
        ModelSigner signer = KeyFiles.signer(instance.settings().dataPath("secrets"));
        List<BenchmarkModel> models = List.of(
                BenchmarkModel.train(new BoosterSize(300, 4), signer, 1),
                BenchmarkModel.train(new BoosterSize(200, 4), signer, 2));
        Load load = Load.of(Math.min(MOST_CLAIMS, WARM_UP + WITHOUT_SWAPS + swaps * PER_SWAP), serdes);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        AtomicBoolean isSwapping = new AtomicBoolean(true);
        try (Arrivals arrivals = Arrivals.on(Topics.CLAIMS_SCORED.name(), kafka, load);
                LoadDriver driver = new LoadDriver(Topics.CLAIMS_SUBMITTED.name(), kafka, load, arrivals)) {
            driver.throughput(WARM_UP);
            for (BenchmarkModel model : models) {
                model.publish(kafka, serdes);
                new SwapTimes(metrics()).awaitVersion(model.version());
            }
            Histogram without = driver.latency(WITHOUT_SWAPS, perSecond);
            Future<Histogram> with = thread.submit(
                    () -> driver.steady(load.size() - WARM_UP - WITHOUT_SWAPS, perSecond, isSwapping::get));
            SwapTimes times = new SwapTimes(metrics());
            swap(models, kafka, times);
            isSwapping.set(false);
            SwapReport.Latency latency = SwapReport.Latency.of(without, with.get());
            return SwapReport.of(times, latency, arrivals.doubled(), isAlikeWhenMadeAgain());
        } finally {
            thread.shutdownNow();
        }
    }

    private void swap(List<BenchmarkModel> models, String kafka, SwapTimes times) throws InterruptedException {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < swaps; i++) {
                // Not taken is not swapped, which the wait says.
                var unused = producer.send(models.get(i % models.size()).deployment(serdes));
                times.awaitSwap();
            }
        }
    }

    private boolean isAlikeWhenMadeAgain() {
        int code = new CommandLine(new RecomputeCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute("--all", "--output", "json", "--data-dir", directory.toString());
        if (code != 0 && code != 1) {
            throw new IllegalStateException("Expected scores to be made again, but that ended with code " + code + ".");
        }
        return code == 0;
    }

    private URI metrics() {
        return instance.scorer().resolve("/metrics");
    }
}
