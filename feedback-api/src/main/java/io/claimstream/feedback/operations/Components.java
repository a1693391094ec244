package io.claimstream.feedback.operations;

import io.claimstream.feedback.operations.Component.State;
import io.claimstream.feedback.operations.Outside.Scorer;
import io.claimstream.feedback.operations.Outside.Service;
import io.claimstream.feedback.view.PlacedMove;
import io.claimstream.feedback.view.Standing;
import io.claimstream.platform.lag.Lag;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Health.Check;
import io.claimstream.platform.service.Health.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says of each part of Claimstream how it is and what to do, from what was seen of it. Pure. */
public final class Components {

    /** Groups by which services are seen to run, as each service names its own; services do not depend on each other. */
    private static final Map<String, String> SERVICES = services();

    private static final String KAFKA = "kafka";
    private static final String DATABASE = "database";

    private final Health health;
    private final List<Standing> standings;
    private final Lag lag;
    private final Outside outside;
    private final List<PlacedMove> moves;

    /**
     * What was seen.
     *
     * @param health of this instance of feedback-api
     * @param standings of its projections
     * @param moves of model versions, by which is told what a scorer serves
     */
    public Components(Health health, List<Standing> standings, Lag lag, Outside outside, List<PlacedMove> moves) {
        this.health = health;
        this.standings = List.copyOf(standings);
        this.lag = lag;
        this.outside = outside;
        this.moves = List.copyOf(moves);
    }

    /** Each part, in the order of the flow. */
    public List<Component> all() {
        List<Component> all = new ArrayList<>();
        all.add(
                checked(
                        "Kafka",
                        KAFKA,
                        "See whether the brokers run, and whether kafka.bootstrap.servers names them. Nothing is lost meanwhile: every service goes on by itself."));
        all.add(
                outside.registry()
                        ? new Component("Schema registry", State.UP, "Answers.", "")
                        : new Component(
                                "Schema registry",
                                State.DOWN,
                                "Does not answer.",
                                "See whether it runs, and whether schema.registry.url names it. Services wait for it, and nothing becomes a dead letter for it."));
        all.add(
                checked(
                        "Database",
                        DATABASE,
                        "See whether it runs, and whether database.url names it. Claims are scored without it; pages and the API wait."));
        SERVICES.forEach((group, service) -> all.add(service(group, service)));
        outside.services().forEach(it -> all.add(service(it)));
        outside.scorers().forEach(it -> all.add(scorer(it)));
        all.add(api());
        standings.forEach(it -> all.add(projection(it)));
        return all;
    }

    private Component checked(String name, String check, String todo) {
        Optional<Check> found =
                health.checks().stream().filter(it -> it.name().equals(check)).findFirst();
        return found.map(it -> it.status() == Status.UP
                        ? new Component(name, State.UP, "Answers.", "")
                        : new Component(name, State.DOWN, sentence(it.detail()), todo))
                .orElseGet(() -> new Component(name, State.UNKNOWN, "Was not looked at.", ""));
    }

    private Component service(String group, String service) {
        Optional<Lag.Group> found =
                lag.groups().stream().filter(it -> it.name().equals(group)).findFirst();
        if (lag.obstacle().isPresent()) {
            return new Component(service, State.UNKNOWN, "Kafka cannot be asked who runs.", "");
        }
        if (found.isEmpty() || found.get().members() == 0) {
            return new Component(
                    service,
                    State.DOWN,
                    "Does not run: nobody is in its group " + group + ".",
                    "Start it. It goes on where it stopped, and nothing is lost.");
        }
        Lag.Group known = found.get();
        String runs = "Runs with " + known.members() + (known.members() == 1 ? " member" : " members");
        return switch (known.state()) {
            case OK -> new Component(service, State.UP, runs + ".", "");
            case WORKING -> new Component(service, State.UP, runs + ", and works on something that takes long.", "");
            case UNKNOWN ->
                new Component(
                        service,
                        State.UNKNOWN,
                        runs + ". How it gets on is not known: " + known.records() + " records wait.",
                        "Too many partitions are on the cluster to look at all; see the service's own metrics.");
            case WARNING ->
                new Component(
                        service,
                        State.CARE,
                        runs + ", but falls behind: " + known.records() + " records wait.",
                        "Give it more threads or instances, or see in its metrics what slows it down.");
            case STALLED ->
                new Component(
                        service,
                        State.DOWN,
                        runs + ", but commits nothing while " + known.records() + " records wait.",
                        "See its log and /readyz for what it waits for. To restart it is safe.");
        };
    }

    /** An instance that does not answer at an address may run at another, which its group tells. */
    private Component service(Service service) {
        String name = service.at().service() + " at " + service.at().address();
        if (!service.answers()) {
            boolean runs = SERVICES.entrySet().stream()
                    .filter(it -> it.getValue().equals(service.at().service()))
                    .anyMatch(it -> hasMembers(it.getKey()));
            return new Component(
                    name,
                    runs ? State.CARE : State.DOWN,
                    "Does not answer" + (runs ? ", although the service runs." : "."),
                    "See whether it runs, and whether " + service.at().setting() + " names its address.");
        }
        String waitsFor = sentence(String.join("; ", service.waitsFor()));
        if (!service.ready()) {
            return new Component(
                    name,
                    State.DOWN,
                    ("Is not ready. " + waitsFor).strip(),
                    "What waits for the world goes on by itself; else see its log.");
        }
        return waitsFor.isEmpty()
                ? new Component(name, State.UP, "Is ready.", "")
                : new Component(name, State.CARE, "Is ready. " + waitsFor, "See its log.");
    }

    private boolean hasMembers(String group) {
        return lag.obstacle().isEmpty()
                && lag.groups().stream().anyMatch(it -> it.name().equals(group) && it.members() > 0);
    }

    private Component scorer(Scorer scorer) {
        String name = "Scorer at " + scorer.address();
        if (!scorer.answers()) {
            return new Component(
                    name,
                    State.DOWN,
                    "Does not answer.",
                    "See whether it runs, and whether api.scorers names its address.");
        }
        if (!scorer.ready()) {
            return new Component(
                    name,
                    State.DOWN,
                    "Is not ready. " + sentence(String.join("; ", scorer.waitsFor())),
                    "Wait while it restores or loads; else see its log.");
        }
        String models = models(scorer);
        return new Component(
                name,
                scorer.waitsFor().isEmpty() ? State.UP : State.CARE,
                "Is ready. " + models
                        + (scorer.waitsFor().isEmpty() ? "" : " " + sentence(String.join("; ", scorer.waitsFor()))),
                scorer.waitsFor().isEmpty() ? "" : "See its log.");
    }

    private String models(Scorer scorer) {
        Map<Long, PlacedMove> byOffset =
                moves.stream().collect(Collectors.toMap(PlacedMove::offset, it -> it, (one, other) -> other));
        String models = scorer.served().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> Optional.ofNullable(byOffset.get(it.getValue()))
                        .map(move -> move.event().getVersion() + " for " + slot(it.getKey()))
                        .orElse("a version not known here for " + slot(it.getKey())))
                .collect(Collectors.joining("; "));
        return models.isEmpty() ? "No slot has a model: it scores with the baseline." : "Serves " + models + ".";
    }

    private static String slot(String key) {
        String[] parts = key.split("\\|", -1);
        return parts[0].toLowerCase(Locale.ROOT).replace('_', ' ')
                + (parts.length > 1 ? ", " + parts[1] : "")
                + (parts.length > 2 && !parts[2].isEmpty() ? ", " + parts[2] : "");
    }

    private Component api() {
        List<Check> failing = health.checks().stream()
                .filter(it -> it.status() != Status.UP)
                .filter(it -> !it.name().equals(KAFKA) && !it.name().equals(DATABASE))
                .toList();
        String name = "feedback-api, this instance";
        if (failing.isEmpty()) {
            return new Component(name, State.UP, "Is ready.", "");
        }
        boolean isReady = failing.stream().allMatch(it -> it.status() == Status.DEGRADED);
        return new Component(
                name,
                isReady ? State.CARE : State.DOWN,
                failing.stream()
                        .map(it -> it.name() + ": " + Objects.requireNonNullElse(it.detail(), ""))
                        .collect(Collectors.joining("; ", isReady ? "Is ready, but " : "Is not ready: ", ".")),
                "What waits for the world goes on by itself; else see the log.");
    }

    private static Component projection(Standing standing) {
        String name = "Read model, " + standing.projection();
        if (standing.isRebuilding()) {
            return new Component(
                    name,
                    State.CARE,
                    "Is made again: " + standing.read() + " of " + standing.of() + " records read.",
                    "Wait. Claims are taken and scored meanwhile; lists and pages follow when it is whole.");
        }
        return standing.caughtUp() && standing.obstacle().isEmpty()
                ? new Component(name, State.UP, "Has caught up.", "")
                : new Component(
                        name,
                        standing.caughtUp() ? State.CARE : State.DOWN,
                        sentence(standing.obstacle().isEmpty() ? "reads what is on the topics" : standing.obstacle()),
                        "It goes on by itself; './claimstream read-model show' tells how far it is.");
    }

    private static String sentence(String words) {
        String text = words.strip();
        return text.isEmpty()
                ? ""
                : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    private static Map<String, String> services() {
        Map<String, String> services = new LinkedHashMap<>();
        services.put("claimstream-ingest", "claim-ingest");
        services.put("claimstream-features", "feature-stream");
        services.put("claimstream-scoring", "scoring-processor");
        services.put("claimstream-rescoring", "scoring-processor, scores once more");
        services.put("claimstream-retrain-worker", "retrain-worker");
        services.put("claimstream-decision-ledger", "decision-ledger");
        return services;
    }
}
