package io.claimstream.feedback.http;

import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.figures.GreatestGap;
import io.claimstream.feedback.view.DatasetSeen;
import io.claimstream.feedback.view.Models.Version;
import io.claimstream.feedback.view.PlacedMove;
import io.claimstream.feedback.view.Run;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.fairness.FairnessCell;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of models, as far as the caller may know it. Thread-safe. */
public final class KnownModels {

    private final ApiPorts ports;
    private final OwnVersion versions;

    KnownModels(ApiPorts ports) {
        this.ports = ports;
        this.versions = new OwnVersion(ports);
    }

    /**
     * A report as pages show it.
     *
     * @param report without groups of so few people that it would tell of single ones
     * @param groupsNotShown how many those are
     */
    public record Shown(EvaluationReport report, int groupsNotShown) {}

    /**
     * The version that an address names as {@code version}.
     *
     * @throws ProblemException when there is none that the caller may see
     */
    public Version version(Context context) {
        return versions.of(context);
    }

    /** The dataset that a version was made from; empty when its manifest is of a format that is no longer read. */
    public static Optional<DatasetManifest> dataset(Version version) {
        return ModelCardJson.dataset(version);
    }

    /**
     * The report of the version of an address.
     *
     * @throws ProblemException when there is none, or it is of a format that is no longer read
     */
    public Shown report(Context context) {
        try {
            EvaluationReport report =
                    EvaluationReport.parse(versions.report(context).getBytes(StandardCharsets.UTF_8));
            List<FairnessCell> cells = report.fairness().cells();
            List<FairnessCell> shown =
                    cells.stream().filter(GreatestGap::isLargeEnough).toList();
            return new Shown(report.withFairness(report.fairness().shownOf(shown)), cells.size() - shown.size());
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemCode.NOT_ACCEPTABLE,
                    "Expected a report of format " + EvaluationReport.FORMAT + "; the API gives it as it is.");
        }
    }

    /** Every move and every refusal in slots that the caller may see, in order. */
    public List<ModelDeployment> log(Context context) {
        return ports.readModel().moves().stream()
                .map(PlacedMove::event)
                .filter(event -> Authentication.caller(context)
                        .seesSlot(event.getSlot().getInsurer().orElse(null)))
                .toList();
    }

    /** Whether someone of an insurer may see a run: it is of a slot of every insurer, unless the model that it made is another's. With null everything is seen. */
    public boolean isSeenBy(Run run, @Nullable String insurer) {
        String version = run.outcome().version();
        return insurer == null
                || version == null
                || ports.readModel()
                        .version(version)
                        .map(it -> it.isSeenBy(insurer))
                        .orElse(true);
    }

    /**
     * The run that an address names as {@code run}.
     *
     * @throws ProblemException when there is none that the caller may see
     */
    public Run run(Context context) {
        String insurer = Authentication.caller(context).insurer();
        return Query.id(context, "run")
                .flatMap(ports.readModel()::run)
                .filter(it -> isSeenBy(it, insurer))
                .orElseThrow(() ->
                        ports.missing(ProblemCode.RUN_NOT_FOUND, "Expected a training run; /v1/runs names them."));
    }

    /**
     * The dataset that an address names as {@code dataset}.
     *
     * @throws ProblemException when there is none that the caller may see
     */
    public DatasetSeen dataset(Context context) {
        String insurer = Authentication.caller(context).insurer();
        return Query.id(context, "dataset")
                .flatMap(ports.readModel()::dataset)
                .filter(it -> it.isSeenBy(insurer))
                .orElseThrow(() -> ports.missing(
                        ProblemCode.DATASET_NOT_FOUND,
                        "Expected a dataset that a training read; /v1/datasets names them."));
    }
}
