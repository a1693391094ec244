package io.claimstream.model.evaluation.page;

import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.gate.GateResult;
import io.claimstream.model.picture.Markup;
import io.claimstream.model.picture.Table;
import java.util.Locale;

/** The part about what decides on a promotion. */
final class GateSection {

    private GateSection() {}

    static void gates(EvaluationReport report, Markup out) {
        out.element(
                "p",
                "What the model has to pass before it may serve, in this order. The first gate that refuses names the refusal.");
        Table table = new Table("Gates", "gate", "outcome", "what it found");
        Table figures = new Table("Figures of the gates", "gate", "figure", "measured", "limit");
        for (GateResult result : report.gates()) {
            table.row(word(result.gate()), word(result.outcome()), result.text());
            for (GateResult.Figure it : result.figures()) {
                figures.row(word(result.gate()), it.name(), figure(it.measured()), figure(it.limit()));
            }
        }
        table.write(out);
        figures.writeFolded(out, "Figures and limits");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
