package io.claimstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import io.claimstream.event.ClaimScored;
import io.claimstream.launcher.instance.AllInOne;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.launcher.instance.Services;
import io.claimstream.model.KeyFiles;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.log.Logging;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures one mode on an all-in-one of its own, in a JVM of its own. Arguments: mode, directory, and the plan's numbers. Writes
 * {@value #RESULT} into the directory.
 */
public final class PipelineRun {

    static final String RESULT = "result.json";

    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration MODEL_LIVE = Duration.ofSeconds(60);
    /** Claims sent at a time while a model is waited for. */
    private static final int FEW = 50;

    private final Mode mode;
    private final Plan plan;
    private final AllInOne instance;
    private final EventSerdes serdes;

    private PipelineRun(Mode mode, Plan plan, AllInOne instance) {
        this.mode = mode;
        this.plan = plan;
        this.instance = instance;
        this.serdes = new EventSerdes(instance.schemas());
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[1]);
        Plan plan = new Plan(
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                Double.parseDouble(args[5]),
                Integer.parseInt(args[6]),
                Integer.parseInt(args[7]));
        Settings settings = settings(directory);
        Logging.configure(settings);
        try (AllInOne instance = AllInOne.start(settings, step -> {})) {
            if (!instance.awaitReady(READY)) {
                throw new IllegalStateException("Expected every service to be ready, but: " + instance.health() + ".");
            }
            Measured measured = new PipelineRun(Mode.valueOf(args[0]), plan, instance).measure();
            Files.write(directory.resolve(RESULT), new JsonMapper().writeValueAsBytes(measured));
        }
        System.exit(0);
    }

    /** Settings of an all-in-one on free ports. */
    static Settings settings(Path directory) {
        Map<String, String> values = new HashMap<>(Map.of("data.dir", directory.toString(), "log.level", "warn"));
        String home = System.getProperty("claimstream.home");
        values.put(
                "registry.distribution",
                Path.of(home, "launcher", "target", "registry").toString());
        FreePorts.ofAllInOne().forEach((key, port) -> values.put(key, Integer.toString(port)));
        return Settings.of(Services.settings(), values);
    }

    private Measured measure() throws InterruptedException {
        Load load = mode == Mode.NOTHING_SEALED ? Load.ofNobody(plan.total(), serdes) : Load.of(plan.total(), serdes);
        return mode == Mode.PASS_THROUGH ? passThrough(load) : claims(load);
    }

    private Measured passThrough(Load load) throws InterruptedException {
        ServiceContext context = ServiceContext.of(instance.settings(), instance.schemas());
        try (PassThrough running = PassThrough.start(context, kafka());
                Arrivals arrivals = Arrivals.on(PassThrough.lastTopic(), kafka(), load);
                LoadDriver driver = new LoadDriver(PassThrough.firstTopic(), kafka(), load, arrivals)) {
            running.awaitReady();
            driver.throughput(plan.warmUp());
            return measured(driver, arrivals);
        }
    }

    private Measured claims(Load load) throws InterruptedException {
        BenchmarkModel model = BenchmarkModel.train(
                mode.booster(), KeyFiles.signer(instance.settings().dataPath("secrets")));
        model.publish(kafka(), serdes);
        try (Arrivals arrivals = Arrivals.on(Topics.CLAIMS_SCORED.name(), kafka(), load);
                LoadDriver driver = new LoadDriver(Topics.CLAIMS_SUBMITTED.name(), kafka(), load, arrivals)) {
            int sent = warmUp(driver, arrivals, model.version());
            driver.throughput(plan.warmUp() - sent);
            return measured(driver, arrivals);
        }
    }

    /** Sends a few claims at a time until the model scores; says how many. */
    private int warmUp(LoadDriver driver, Arrivals arrivals, String version) throws InterruptedException {
        long deadline = System.nanoTime() + MODEL_LIVE.toNanos();
        int sent = 0;
        while (!version.equals(scoredBy(arrivals.last()))) {
            if (System.nanoTime() > deadline || sent + FEW > plan.warmUp()) {
                throw new IllegalStateException("Expected model " + version + " to be in service by now.");
            }
            driver.throughput(FEW);
            sent += FEW;
            Thread.sleep(500);
        }
        return sent;
    }

    private @Nullable String scoredBy(byte @Nullable [] last) {
        if (last == null) {
            return null;
        }
        ClaimScored score =
                serdes.of(Topics.CLAIMS_SCORED).deserializer().deserialize(Topics.CLAIMS_SCORED.name(), last);
        return score.getModelVersion();
    }

    private Measured measured(LoadDriver driver, Arrivals arrivals) throws InterruptedException {
        double best = 0;
        long before = cpuNanos();
        for (int part = 0; part < plan.parts(); part++) {
            best = Math.max(best, driver.throughput(plan.claims()));
        }
        double cpuMicros = (cpuNanos() - before) / 1e3 / plan.parts() / plan.claims();
        if (plan.steady() == 0) {
            return new Measured(plan.claims(), best, cpuMicros, arrivals.doubled(), null);
        }
        driver.latency(plan.runIn(), plan.perSecond());
        Measured.Latency latency =
                Measured.Latency.of(plan.perSecond(), driver.latency(plan.steady(), plan.perSecond()));
        return new Measured(plan.claims(), best, cpuMicros, arrivals.doubled(), latency);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private String kafka() {
        return instance.addresses().kafka();
    }
}
