package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.ResultPrinter;
import java.util.List;

/** A training's result for people: what it is, then the comparison, then what was tried, each a table of its own. */
final class TrainingTables {

    private static final List<String> TABLES =
            List.of(TrainingReport.COMPARISON, TrainingReport.TRIED, TrainingReport.PROXIES);

    /** As long as all else together, and the same in every training. JSON has them. */
    private static final List<String> LONG_PARAMETERS = List.of("ignoredFeatures", "risingFeatures");

    private final ResultPrinter printer;

    TrainingTables(ResultPrinter printer) {
        this.printer = printer;
    }

    void print(ObjectNode result) {
        ObjectNode head = result.deepCopy();
        head.findParents(LONG_PARAMETERS.get(0)).forEach(it -> ((ObjectNode) it).remove(LONG_PARAMETERS));
        List<JsonNode> tables = TABLES.stream().map(head::remove).toList();
        printer.object(head);
        tables.stream().filter(it -> !it.isEmpty()).map(ArrayNode.class::cast).forEach(printer::list);
    }
}
