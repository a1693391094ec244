package io.claimstream.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A dashboard as infra/grafana/dashboards.yaml describes it, and as Grafana reads it. */
record Dashboard(String name, String title, String about, List<Panel> panels) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int COLUMNS = 24;
    private static final int HEIGHT = 8;

    /** What a panel shows: over time, or now as figures or rows. */
    enum Kind {
        series("timeseries"),
        figure("stat"),
        table("table");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    record Query(String expr, String legend) {}

    /** @param width of 24 columns */
    record Panel(String title, String about, Kind kind, String unit, int width, List<Query> queries) {}

    static List<Dashboard> all(Path source) throws IOException {
        return new YAMLMapper().readValue(source.toFile(), new TypeReference<List<Dashboard>>() {});
    }

    String json() throws IOException {
        ObjectNode root = JSON.createObjectNode()
                .put("uid", "claimstream-" + name)
                .put("title", title)
                .put("description", about)
                .put("schemaVersion", 41)
                .put("editable", false)
                .put("refresh", "30s");
        root.putArray("tags").add("claimstream");
        root.putObject("time").put("from", "now-6h").put("to", "now");
        root.putObject("templating")
                .putArray("list")
                .addObject()
                .put("name", "datasource")
                .put("label", "Data source")
                .put("type", "datasource")
                .put("query", "prometheus");
        root.putArray("links")
                .addObject()
                .put("title", "Other dashboards")
                .put("type", "dashboards")
                .put("keepTime", true)
                .putArray("tags")
                .add("claimstream");
        panels(root.putArray("panels"));
        return JSON.writeValueAsString(root) + "\n";
    }

    private void panels(ArrayNode to) {
        int x = 0;
        int y = 0;
        for (Panel panel : panels) {
            if (x + panel.width() > COLUMNS) {
                x = 0;
                y += HEIGHT;
            }
            ObjectNode node = to.addObject()
                    .put("id", to.size())
                    .put("type", panel.kind().type)
                    .put("title", panel.title())
                    .put("description", panel.about());
            node.set("datasource", datasource());
            node.putObject("gridPos")
                    .put("x", x)
                    .put("y", y)
                    .put("w", panel.width())
                    .put("h", HEIGHT);
            node.putObject("fieldConfig").putObject("defaults").put("unit", panel.unit());
            options(panel, node.putObject("options"));
            targets(panel, node.putArray("targets"));
            x += panel.width();
        }
    }

    private static void options(Panel panel, ObjectNode options) {
        switch (panel.kind()) {
            case series -> {
                options.putObject("legend")
                        .put("showLegend", true)
                        .put("displayMode", "list")
                        .put("placement", "bottom");
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case figure ->
                options.put("textMode", "value_and_name")
                        .putObject("reduceOptions")
                        .putArray("calcs")
                        .add("lastNotNull");
            case table -> options.put("showHeader", true);
        }
    }

    private static void targets(Panel panel, ArrayNode targets) {
        boolean now = panel.kind() != Kind.series;
        for (Query query : panel.queries()) {
            ObjectNode target = targets.addObject()
                    .put("refId", String.valueOf((char) ('A' + targets.size() - 1)))
                    .put("expr", query.expr())
                    .put("legendFormat", query.legend())
                    .put("instant", now)
                    .put("range", !now)
                    .put("format", panel.kind() == Kind.table ? "table" : "time_series");
            target.set("datasource", datasource());
        }
    }

    /** The one that the variable names: every Grafana gives its own another id. */
    private static JsonNode datasource() {
        return JSON.createObjectNode().put("type", "prometheus").put("uid", "${datasource}");
    }
}
