package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.importing.MotorRow;
import io.claimstream.launcher.instance.FreePorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * An instance for people in front of its pages: a model is in service, {@value #SETTLED} claims are settled, {@value #CLAIMS} wait. Promotions take two people, and
 * nothing is trained but by order. Closing kills it.
 */
final class PagesInstance implements AutoCloseable {

    static final String INSURER = "import";
    static final int CLAIMS = 40;

    private static final int SETTLED = 200;

    private final Path directory;
    private final Launched up;
    private final LiveApi api;
    private final String root;

    private PagesInstance(Path directory, Launched up, int port) throws Exception {
        this.directory = directory;
        this.up = up;
        this.root = "http://localhost:" + port;
        this.api = new LiveApi(directory, port);
    }

    /** Starts it, and waits until its claims wait. */
    static PagesInstance start(Path directory) throws Exception {
        Path sample = directory.resolve("sample");
        run(directory, "models", "sample", "--out", sample.toString());
        Map<String, Integer> ports = FreePorts.ofAllInOne();
        Launched up = Launched.start(directory, ports, settings(sample));
        try {
            up.awaitLine("ready");
            PagesInstance instance = new PagesInstance(directory, up, Objects.requireNonNull(ports.get("api.port")));
            run(directory, "import", rows(directory), "--with-outcomes");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> instance.waiting().size() == CLAIMS);
            return instance;
        } catch (Exception | AssertionError e) {
            up.close();
            throw e;
        }
    }

    String root() {
        return root;
    }

    LiveApi api() {
        return api;
    }

    Path dataDir() {
        return directory.resolve("data");
    }

    /** A link that makes an account. */
    String invite(String scope) throws Exception {
        return api.post(201, "/v1/invitations", scope).path("link").asText();
    }

    /** A role at the insurer of the claims, for {@link #invite}. */
    static String atInsurer(String role) {
        return "{\"role\":\"%s\",\"insurer\":\"%s\"}".formatted(role, INSURER);
    }

    /** The claims that wait for a person. */
    JsonNode waiting() throws Exception {
        return api.get(200, "/v1/queue?limit=200&insurer=" + INSURER).path("claims");
    }

    /** What was said of a claim, in any order. */
    List<String> kinds(String claimId) throws Exception {
        JsonNode claim = api.get(200, "/v1/claims/" + INSURER + "/" + claimId);
        return claim.path("feedback").findValuesAsText("kind");
    }

    /** The version in service. */
    String champion() throws Exception {
        return slot().path("champion").asText("baseline");
    }

    /** The version that has to prove itself, once there is one. */
    String awaitChallenger() {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> slot().at("/challenge/version").asText(), version -> !version.isEmpty());
    }

    private JsonNode slot() throws Exception {
        return api.get(200, "/v1/models").at("/slots/0");
    }

    /** The world of its claims follows a formula, beside which any interval is too narrow. */
    private static String[] settings(Path sample) {
        List<String> command = new ArrayList<>(List.of("up"));
        for (String setting : List.of(
                "model.initial=" + sample,
                "api.four.eyes.promotion=true",
                "retrain.promotion=shadow",
                "retrain.min-new-labels=100000",
                "retrain.min-labels=" + SETTLED,
                "retrain.rounds=60",
                "retrain.depth=3",
                "retrain.gate.coverage.allowance=0.8",
                "retrain.gate.coverage.group.allowance=0.8",
                "retrain.check.interval=500ms")) {
            command.addAll(List.of("--set", setting));
        }
        return command.toArray(String[]::new);
    }

    /** The first are settled. */
    private static String rows(Path directory) {
        return MotorRow.file(
                        directory,
                        IntStream.range(0, SETTLED + CLAIMS)
                                .mapToObj(i ->
                                        i < SETTLED ? row(i).settledFor(Integer.toString((940 + 7 * i) / 2)) : row(i))
                                .toArray(MotorRow[]::new))
                .toString();
    }

    private static MotorRow row(int number) {
        return MotorRow.ofDriverAged(18 + number % 60)
                .with("SpecialEarningsLoss", Integer.toString(100 + 7 * number))
                .with("GeneralFixed", "840");
    }

    private static void run(Path directory, String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(
                "--output", "json", "--data-dir", directory.resolve("data").toString()));
        StringWriter err = new StringWriter();
        int exitCode = CommandLines.production()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
        assertThat(exitCode).as(err.toString()).isZero();
    }

    @Override
    public void close() {
        up.close();
    }
}
