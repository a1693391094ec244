package io.claimstream.feedback.page.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.figures.VersionPeriod;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.KnownModels;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.models.Grid.Cell;
import io.claimstream.feedback.view.Models.Version;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.view.Run;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.gate.GateResult;
import io.claimstream.model.picture.FlowChart;
import io.claimstream.model.picture.FlowChart.Box;
import io.claimstream.model.picture.Markup;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a model came from and what became of it: from the labels that it learned from to the models that learned from its scores. For one request. */
final class Lineage {

    private static final Set<DeploymentAction> CHALLENGES =
            Set.of(DeploymentAction.SHADOWED, DeploymentAction.CANARY_STARTED);
    private static final Set<DeploymentAction> INTO_SERVICE =
            Set.of(DeploymentAction.PROMOTED, DeploymentAction.PINNED, DeploymentAction.ROLLED_BACK);
    private static final int MOST_LATER = 6;

    private final ModelKit kit;
    private final Context context;
    private final Version version;
    private final SlotHistory history;
    private final Reader reader;
    private final List<Step> steps = new ArrayList<>();

    /** @param history of the slot that the version was made for */
    Lineage(ModelKit kit, Context context, Version version, SlotHistory history) {
        this.kit = kit;
        this.context = context;
        this.version = version;
        this.history = history;
        this.reader = Readers.of(context);
    }

    /**
     * A step on the way.
     *
     * @param detail in short, for the picture
     * @param more the rest, for the table; blank for nothing
     * @param address blank for nowhere
     * @param isOpen whether it has not come to that
     */
    record Step(String kind, String name, String detail, String more, String address, boolean isOpen) {}

    List<Step> steps() {
        Optional<Run> run = kit.ports().readModel().runOf(version.version());
        origin(run);
        gates();
        moves();
        decisions();
        return steps;
    }

    private void origin(Optional<Run> run) {
        JsonNode learned = version.manifest().path("dataset");
        String first = learned.path("firstLabelAt").asText();
        String last = learned.path("lastLabelAt").asText();
        add("Labels", day(first) + " to " + day(last), labels(learned), "", "", false);
        Optional<DatasetManifest> dataset = KnownModels.dataset(version);
        add(
                "Dataset",
                dataset.map(DatasetManifest::name).orElse("not named"),
                dataset.map(it -> reader.count(it.rows()) + " claims").orElse(""),
                dataset.map(it -> "SHA-256 " + it.sha256()).orElse(""),
                dataset.map(it -> "/datasets/" + it.name()).orElse(""),
                false);
        add(
                "Run",
                run.map(Run::id).orElse("made elsewhere"),
                run.map(it -> ModelWords.cause(it.cause())).orElse("uploaded"),
                run.map(it -> "Begun " + reader.time(it.startedAt())).orElse(""),
                run.map(it -> "/runs/" + it.id()).orElse(""),
                false);
        add("Model", version.version(), "published", reader.time(version.publishedAt()), "", false);
    }

    private String labels(JsonNode learned) {
        return reader.count(learned.path("settled").asLong()) + " settled, "
                + reader.count(learned.path("corrected").asLong()) + " corrected";
    }

    private String day(String time) {
        return time.length() < 10 ? "?" : reader.day(LocalDate.parse(time.substring(0, 10)));
    }

    private void gates() {
        List<GateResult> gates = asked();
        List<String> refused = gates.stream()
                .filter(GateResult::isRefused)
                .map(it -> it.gate().name().toLowerCase(Locale.ROOT))
                .toList();
        String passed =
                reader.count(gates.size() - refused.size()) + " of " + reader.count(gates.size()) + " let it pass";
        add(
                "Gates",
                gates.isEmpty() ? "not asked" : refused.isEmpty() ? "all passed" : "refused",
                gates.isEmpty() ? "" : passed,
                refused.isEmpty() ? "" : "Refused by " + String.join(", ", refused) + ".",
                gates.isEmpty() ? "" : "#gates",
                gates.isEmpty());
    }

    /** What the gates found; none for a version without a report that can be read. */
    private List<GateResult> asked() {
        try {
            return kit.known().report(context).report().gates();
        } catch (ProblemException e) {
            return List.of();
        }
    }

    private void moves() {
        List<ModelDeployment> own = history.moves().stream()
                .filter(it -> it.getVersion().equals(version.version()))
                .toList();
        Optional<ModelDeployment> challenge = last(own, CHALLENGES);
        add(
                "Shadow or canary",
                challenge
                        .map(it -> it.getAction() == DeploymentAction.SHADOWED
                                ? "in shadow"
                                : "canary of " + reader.share(it.getShare().orElse(0.0)))
                        .orElse("never challenged"),
                challenge.map(it -> "by " + kit.names().apply(it.getActor())).orElse(""),
                challenge.map(this::said).orElse(""),
                "",
                challenge.isEmpty());
        Optional<ModelDeployment> promotion = last(own, INTO_SERVICE);
        add(
                "Promotion",
                promotion.map(it -> ModelWords.action(it.getAction())).orElse("not in service so far"),
                promotion.map(it -> "by " + kit.names().apply(it.getActor())).orElse(""),
                promotion.map(this::said).orElse(""),
                promotion
                        .flatMap(ModelDeployment::getCommandId)
                        .map(it -> "/models/commands/" + it)
                        .orElse(""),
                promotion.isEmpty());
    }

    private String said(ModelDeployment move) {
        return reader.time(move.getAt()) + ", by " + kit.names().apply(move.getActor()) + ": " + move.getReason();
    }

    private static Optional<ModelDeployment> last(List<ModelDeployment> moves, Set<DeploymentAction> actions) {
        return moves.stream().filter(it -> actions.contains(it.getAction())).reduce((earlier, later) -> later);
    }

    private void decisions() {
        String insurer = Authentication.caller(context).insurer();
        VersionPeriod total = kit.figures()
                .since(
                        version.publishedAt(),
                        version.version(),
                        insurer,
                        SlotName.of(version).currency());
        add(
                "Decisions",
                reader.count(total.scored()) + " live scores",
                "since it was published",
                "",
                "#live-scores",
                total.scored() == 0);
        long answered = total.answered().accepted() + total.answered().corrected();
        add(
                "Feedback",
                reader.count(answered) + " answered, "
                        + reader.count(total.settled().claims()) + " settled",
                reader.count(total.answered().corrected()) + " corrected",
                "",
                "#live-scores",
                answered + total.settled().claims() == 0);
        later(insurer);
    }

    /** Datasets of models of the same slot that were published later, with what of this model's claims they read. */
    private void later(@Nullable String insurer) {
        List<Version> later = kit.ports().readModel().models(null, ReadModel.VERSIONS).versions().stream()
                .filter(it -> it.isSeenBy(insurer))
                .filter(it -> it.publishedAt().isAfter(version.publishedAt()))
                .filter(it -> SlotName.of(it).equals(SlotName.of(version)))
                .sorted(Comparator.comparing(Version::publishedAt))
                .limit(MOST_LATER)
                .toList();
        int before = steps.size();
        later.forEach(it -> KnownModels.dataset(it).ifPresent(dataset -> {
            long claims = kit.ports().readModel().labelledWithin(version.version(), insurer, dataset.labelled());
            if (claims > 0) {
                add(
                        "Learned from later",
                        dataset.name(),
                        reader.count(claims) + " claims, by " + it.version(),
                        "Claims that it scored, whose label stands in what this dataset read. " + it.version()
                                + " was made from it.",
                        "/datasets/" + dataset.name(),
                        false);
            }
        }));
        if (steps.size() == before) {
            add("Learned from later", "no dataset yet", "", "", "", true);
        }
    }

    private void add(String kind, String name, String detail, String more, String address, boolean isOpen) {
        steps.add(new Step(kind, name, detail, more, address, isOpen));
    }

    static String picture(String version, List<Step> steps) {
        Markup out = new Markup();
        new FlowChart(
                        "p-lineage",
                        "Where " + version + " came from, and what became of it",
                        "A box for each step, in reading order; dashed ones have not come to be. The table below says the same.",
                        steps.stream()
                                .map(it -> new Box(it.kind(), it.name(), it.detail(), it.address(), it.isOpen()))
                                .toList())
                .write(out);
        return out.toString();
    }

    static Grid table(List<Step> steps) {
        Grid.Maker grid = Grid.of("The same, step by step", "Nothing is known.", "Step", "What", "How much", "More");
        steps.forEach(it -> grid.row(
                Cell.of(it.kind()), Cell.link(it.name(), it.address()), Cell.of(it.detail()), Cell.of(it.more())));
        return grid.done();
    }
}
