package io.claimstream.launcher.models;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ModelDeployment;
import io.claimstream.model.Metrics;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.fairness.Fairness;
import io.claimstream.model.evaluation.fairness.FairnessVerdict;
import io.claimstream.model.statistics.Measured;
import java.util.Locale;
import java.util.Optional;

/** A model in words, for somebody who has to answer for it. Immutable. */
final class ModelCard {

    private final TechnicalFile file;

    ModelCard(TechnicalFile file) {
        this.file = file;
    }

    /** The card, as Markdown. */
    String text() {
        StringBuilder out = new StringBuilder();
        purpose(out);
        origin(out);
        quality(out);
        fairness(out);
        doubt(out);
        history(out);
        oversight(out);
        contents(out);
        return out.toString();
    }

    private void purpose(StringBuilder out) {
        ModelManifest manifest = file.manifest();
        String insurer = manifest.insurer();
        line(out, "# Model " + file.bundle().version());
        line(
                out,
                "It estimates what a claim will settle for, from what the claim states and from the history of its claimant and provider. It is for claims of "
                        + manifest.lineOfBusiness() + " in " + manifest.currency() + " of "
                        + (insurer == null ? "every insurer" : insurer)
                        + "; others it does not score. It is not made to find fraud, to set prices or to decide whether somebody is insured.");
        line(
                out,
                "Names, contacts, free text, age and gender are no features. The "
                        + manifest.features().size() + " features of set " + manifest.featureSet()
                        + " are in `features.json`.");
    }

    private void origin(StringBuilder out) {
        ModelManifest manifest = file.manifest();
        line(out, "## Where it comes from");
        item(out, "published", file.publishedAt().map(Object::toString).orElse("not known"));
        item(out, "made", manifest.upload() == null ? "trained here" : "elsewhere, and uploaded");
        item(out, "engine", manifest.engine());
        item(out, "artifact", manifest.artifactBytes() + " bytes, SHA-256 `" + manifest.artifactSha256() + "`");
        item(
                out,
                "signed by",
                "`" + file.bundle().signingKeyId() + "`; the signature was checked when this file was made");
        item(out, "dataset", "`" + manifest.dataset().sha256() + "`");
        item(
                out,
                "rows",
                manifest.dataset().trainingRows() + " trained on, "
                        + manifest.dataset().calibrationRows() + " calibrated on, "
                        + manifest.dataset().holdoutRows() + " measured on");
        item(
                out,
                "labels",
                manifest.dataset().settled() + " settlements and "
                        + manifest.dataset().corrected() + " corrections, from "
                        + manifest.dataset().firstLabelAt() + " to "
                        + manifest.dataset().lastLabelAt());
        item(
                out,
                "left out",
                manifest.dataset().exclusions().isEmpty()
                        ? "none"
                        : manifest.dataset().exclusions().toString());
        out.append('\n');
    }

    private void quality(StringBuilder out) {
        Metrics holdout = file.manifest().holdout();
        line(out, "## How good it was found");
        line(out, "On " + holdout.rows() + " rows that no part of it had seen:");
        item(out, "mean absolute error, as a share of the settlement", percent(holdout.mape()));
        item(out, "median of the same", percent(holdout.medianApe()));
        item(out, "mean signed error", percent(holdout.bias()) + "; above 0 when estimates are too high");
        item(out, "settlements within 10 % of the estimate", percent(holdout.withinTenPercent()));
        out.append('\n');
        line(
                out,
                file.readable().isPresent()
                        ? "The whole report, with others compared on the same rows, is in `report/report.html`."
                        : "There is no report that this build can read.");
    }

    private void fairness(StringBuilder out) {
        Optional<Fairness> fairness = file.readable().map(EvaluationReport::fairness);
        line(out, "## Is it as good for everybody?");
        line(
                out,
                fairness.map(it -> verdict(it.verdict()))
                        .orElse("Not measured: there is no report that this build can read."));
        fairness.ifPresent(it -> {
            it.cells()
                    .forEach(cell -> item(
                            out,
                            cell.name(),
                            cell.rows() + " rows, mean absolute error "
                                    + percent(cell.mape().value()) + ", gap to the others " + interval(cell.gap())));
            out.append('\n');
        });
    }

    private static String verdict(FairnessVerdict verdict) {
        return verdict.fold(
                it -> "No group has an error that is more than 5 points from that of the others beyond chance.",
                it -> "Further off than 5 points, beyond chance: " + String.join("; ", it.cells()) + ".",
                it -> "Not measured, which is not passed. " + it.why());
    }

    private void doubt(StringBuilder out) {
        line(out, "## How sure it is");
        if (file.calibrations().isEmpty()) {
            line(out, "It has no calibration on the log.");
            return;
        }
        CalibrationRecord last = file.calibrations().get(file.calibrations().size() - 1);
        line(
                out,
                file.calibrations().size() + " calibrations; the last is number " + last.getNumber() + " of "
                        + last.getAt() + ", on " + last.getRows() + " rows. Its intervals are to cover "
                        + percent(last.getNominalCoverage())
                        + " of settlements. A claim unlike those it learned from gets a wider interval and a review reason.");
    }

    private void history(StringBuilder out) {
        line(out, "## What became of it");
        if (file.moves().isEmpty()) {
            line(out, "It was never moved.");
            return;
        }
        for (ModelDeployment move : file.moves()) {
            item(out, move.getAt().toString(), move.getAction() + " by " + move.getActor() + ": " + move.getReason());
        }
        out.append('\n');
    }

    private static void oversight(StringBuilder out) {
        line(out, "## How people watch over it");
        line(
                out,
                "An estimate decides nothing by itself. People see its reasons before they decide, and what they decide is compared with it (`claimstream audit agreement`). An insurer may lay down what is accepted"
                        + " without a person; that is off until somebody does, has limits of money and confidence, and refuses nothing: what it does not accept waits for a person. Coverage and drift are watched while it serves; a model that loses its"
                        + " coverage is taken back by itself, and by hand at any time (`claimstream models rollback`). Any score of it can be made again bit for bit (`claimstream recompute`), and the model itself too"
                        + " (`claimstream models verify`).");
    }

    private void contents(StringBuilder out) {
        line(out, "## What is in this file");
        file.withoutCard()
                .keySet()
                .forEach(name -> out.append("- `").append(name).append("`\n"));
        out.append("- `SHA256SUMS`, which `sha256sum --check SHA256SUMS` compares\n");
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append("\n\n");
    }

    private static void item(StringBuilder out, String name, String value) {
        out.append("- ").append(name).append(": ").append(value).append('\n');
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String interval(Measured figure) {
        Double lower = figure.lower();
        Double upper = figure.upper();
        return lower == null || upper == null
                ? "not measured"
                : percent(figure.value()) + " (" + percent(lower) + " to " + percent(upper) + ")";
    }
}
