package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Interval;
import io.claimstream.launcher.command.Progress;
import io.claimstream.model.Metrics;
import io.claimstream.model.Scorer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Scores the rows of a file one after another and writes a line for each that can be scored. For one file. */
final class FileScoring {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("row", "estimate", "lower", "upper", "confidence", "modelVersion", "reviewReasons")
            .setRecordSeparator('\n')
            .get();

    private static final String BETWEEN_REASONS = " ";

    private final OfflineModel model;
    private final Instant now;
    private final Progress progress;
    private final ArrayNode unscorable = JsonNodeFactory.instance.arrayNode();
    private final List<Double> estimates = new ArrayList<>();
    private final List<Double> settlements = new ArrayList<>();
    private long rows;
    private long scored;
    private long byBaseline;
    private long insideInterval;

    /**
     * @param now time of scoring
     * @param progress told of each row that cannot be scored
     */
    FileScoring(OfflineModel model, Instant now, Progress progress) {
        this.model = model;
        this.now = now;
        this.progress = progress;
    }

    /** Scores every row. */
    void run(Iterator<FileClaims.Row> claims, Appendable out) throws IOException {
        try (Progress.Task task = progress.task("rows scored", 0);
                CSVPrinter csv = new CSVPrinter(out, FORMAT)) {
            while (claims.hasNext()) {
                FileClaims.Row row = claims.next();
                rows++;
                if (row.scorable().isPresent()) {
                    score(row.number(), row.scorable().get(), csv);
                } else {
                    list(row);
                }
                task.at(rows);
            }
        }
    }

    /** Number of rows that were scored. */
    long scored() {
        return scored;
    }

    /** Counts, and the rows that could not be scored. Errors are those of the rows that say what was paid. */
    ObjectNode result() {
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("modelVersion", model.model().version())
                .put("rows", rows)
                .put("scored", scored)
                .put("scoredByBaseline", byBaseline)
                .put("unscorable", unscorable.size())
                .put("settledRows", settlements.size());
        if (!settlements.isEmpty()) {
            Metrics metrics = Metrics.of(array(estimates), array(settlements));
            result.put("mape", metrics.mape()).put("withinTenPercent", metrics.withinTenPercent());
            if (model.calibration().isPresent()) {
                result.put("insideInterval", (double) insideInterval / settlements.size());
            }
        }
        result.set("unscorableRows", unscorable);
        return result;
    }

    private void score(long number, FileClaims.Scorable row, CSVPrinter csv) throws IOException {
        ClaimScored score = model.score(row.features(), now);
        scored++;
        byBaseline += score.getModelVersion().equals(Scorer.BASELINE) ? 1 : 0;
        Optional<Interval> interval = score.getInterval();
        csv.printRecord(
                number,
                score.getEstimate().toPlainString(),
                interval.map(it -> it.getLower().toPlainString()).orElse(""),
                interval.map(it -> it.getUpper().toPlainString()).orElse(""),
                score.getConfidence().map(String::valueOf).orElse(""),
                score.getModelVersion(),
                String.join(BETWEEN_REASONS, score.getReviewReasons()));
        row.settlement().filter(paid -> paid.signum() > 0).ifPresent(paid -> compare(score, paid));
    }

    private void compare(ClaimScored score, BigDecimal paid) {
        estimates.add(score.getEstimate().doubleValue());
        settlements.add(paid.doubleValue());
        boolean inside = score.getInterval()
                .filter(it ->
                        it.getLower().compareTo(paid) <= 0 && it.getUpper().compareTo(paid) >= 0)
                .isPresent();
        insideInterval += inside ? 1 : 0;
    }

    private void list(FileClaims.Row row) {
        progress.say("row " + row.number() + " is not scored: " + row.problem());
        unscorable.addObject().put("row", row.number()).put("reason", row.problem());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
