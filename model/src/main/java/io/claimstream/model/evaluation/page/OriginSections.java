package io.claimstream.model.evaluation.page;

import io.claimstream.model.DatasetSummary;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.Source;
import io.claimstream.model.picture.Markup;
import io.claimstream.model.picture.Numbers;
import io.claimstream.model.picture.Table;

/** The part about what all of this was made from. */
final class OriginSections {

    private OriginSections() {}

    static void origin(EvaluationReport report, Markup out) {
        versions(report.versions(), out);
        data(report.data(), out);
        dataset(report.trainedOn(), out);
        parameters(report.parameters(), out);
    }

    private static void versions(EvaluationReport.Versions versions, Markup out) {
        new Table("Versions", "of", "version")
                .row("model", versions.model())
                .row(
                        "compared with",
                        String.join(", ", versions.comparedWith())
                                + (versions.comparedWith().isEmpty() ? "" : ", ") + "baseline")
                .row("manifest format", Integer.toString(versions.manifestFormat()))
                .row("feature set", versions.featureSet())
                .row("trained by", versions.trainedBy())
                .row("scored by", versions.engine())
                .row("Claimstream", versions.code())
                .write(out);
    }

    private static void data(EvaluationReport.Data data, Markup out) {
        Table table = new Table("Rows evaluated", "what", "value")
                .row("source", data.source())
                .row("SHA-256", data.sha256())
                .row("rows in it", Numbers.count(data.rows()))
                .row("rows evaluated", Numbers.count(data.evaluated()))
                .row("different rows among them", Numbers.count(data.distinct()))
                .row("first claim", data.firstEventAt().toString())
                .row("last claim", data.lastEventAt().toString());
        data.leftOut().forEach((reason, count) -> table.row("left out: " + reason, Numbers.count(count)));
        table.write(out);
        if (!data.listed().isEmpty()) {
            Table listed = new Table("Rows left out, the first " + data.listed().size(), "row", "reason");
            for (Source.LeftOut row : data.listed()) {
                listed.row(Long.toString(row.row()), row.reason());
            }
            listed.writeFolded(out, "Which rows are left out");
        }
    }

    private static void dataset(DatasetSummary dataset, Markup out) {
        Table table = new Table("What the model was made from", "what", "value")
                .row("dataset", dataset.sha256())
                .row("rows to train", Numbers.count(dataset.trainingRows()))
                .row("rows to calibrate", Numbers.count(dataset.calibrationRows()))
                .row("rows held out", Numbers.count(dataset.holdoutRows()))
                .row("settled", Numbers.count(dataset.settled()))
                .row("corrected by adjusters", Numbers.count(dataset.corrected()))
                .row("first label", dataset.firstLabelAt().toString())
                .row("last label", dataset.lastLabelAt().toString());
        for (DatasetSummary.Offsets read : dataset.labelled()) {
            table.row(
                    "read of claims.labelled.v1, partition " + read.partition(),
                    "offsets " + read.from() + " to " + read.to());
        }
        for (DatasetSummary.Offsets known : dataset.erasures()) {
            table.row("known of privacy.erasures.v1", "offsets " + known.from() + " to " + known.to())
                    .row("claims of erased claimants, left out", Numbers.count(dataset.erased()));
        }
        dataset.exclusions().forEach((reason, count) -> {
            if (!reason.equals(DatasetSummary.ERASED)) {
                table.row("left out: " + reason, Numbers.count(count));
            }
        });
        table.write(out);
    }

    private static void parameters(TrainingParameters parameters, Markup out) {
        new Table("Training parameters", "parameter", "value")
                .row("rounds", Integer.toString(parameters.rounds()))
                .row("depth", Integer.toString(parameters.maxDepth()))
                .row("learning rate", Double.toString(parameters.learningRate()))
                .row("lambda", Double.toString(parameters.lambda()))
                .row("least weight of a leaf", Double.toString(parameters.minChildWeight()))
                .row("share of rows", Double.toString(parameters.subsample()))
                .row("share of features", Double.toString(parameters.columnSample()))
                .row("bins", Integer.toString(parameters.maxBins()))
                .row("seed", Integer.toString(parameters.seed()))
                .row("ignored features", String.join(", ", parameters.ignoredFeatures()))
                .write(out);
    }
}
