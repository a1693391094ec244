package io.claimstream.feedback.page.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.feedback.figures.VersionPeriod;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.models.Grid.Cell;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.Models.Challenge;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.feedback.view.Models.Version;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The versions of a slot as a table: where each stands, how good it is, and how much it decides. Thread-safe. */
final class SlotTable {

    private static final List<String> IN_SERVICE = List.of("champion", "challenger");

    private final ModelKit kit;

    SlotTable(ModelKit kit) {
        this.kit = kit;
    }

    /** A version in a slot. */
    private record Row(String name, String state, @Nullable Version version) {

        Instant published() {
            return version == null ? Instant.MIN : version.publishedAt();
        }
    }

    /**
     * The versions of a slot, those in service first, then the newest.
     *
     * @param published versions that may not have been moved yet
     * @param most the most rows
     */
    Grid of(Context context, Champion slot, List<Version> published, int most) {
        boolean hasFigures = kit.allows(context, "showModelMetrics");
        List<String> columns = new ArrayList<>(List.of("Version", "State", "#Traffic", "#Error when tested"));
        if (hasFigures) {
            columns.addAll(List.of("#Error live", "#Inside the interval", "#Scored"));
        }
        columns.add("Published");
        SlotName name = SlotName.of(slot.slot());
        Grid.Maker grid = Grid.of("Versions of " + name.text(), "No version yet.", columns.toArray(String[]::new));
        if (slot.version() == null) {
            grid.row(true, baseline(slot, columns.size()));
        }
        rows(slot, published).stream()
                .limit(most)
                .forEach(row -> grid.row(row.state().equals("champion"), cells(context, slot, row, hasFigures)));
        return grid.done();
    }

    /** How many versions were ever moved in a slot, or could be. */
    static int count(Champion slot, List<Version> published) {
        return rows(slot, published, Map.of()).size();
    }

    private List<Row> rows(Champion slot, List<Version> published) {
        Map<String, Version> known = new HashMap<>();
        published.forEach(it -> known.put(it.version(), it));
        slot.states().keySet().forEach(name -> {
            if (!known.containsKey(name)) {
                kit.ports().readModel().version(name).ifPresent(it -> known.put(name, it));
            }
        });
        return rows(slot, published, known);
    }

    private static List<Row> rows(Champion slot, List<Version> published, Map<String, Version> known) {
        List<Row> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        slot.states().forEach((name, state) -> {
            if (!name.equals(SlotHistory.BASELINE) && seen.add(name)) {
                rows.add(new Row(name, state, known.get(name)));
            }
        });
        published.stream()
                .filter(it -> SlotName.of(it).equals(SlotName.of(slot.slot())) && seen.add(it.version()))
                .forEach(it -> rows.add(new Row(it.version(), "candidate", it)));
        rows.sort(Comparator.comparingInt((Row row) -> place(row.state()))
                .thenComparing(Row::published, Comparator.reverseOrder())
                .thenComparing(Row::name));
        return rows;
    }

    private static int place(String state) {
        int place = IN_SERVICE.indexOf(state);
        return place < 0 ? IN_SERVICE.size() : place;
    }

    private static List<Cell> baseline(Champion slot, int columns) {
        boolean follows = slot.slot().insurer() != null;
        List<Cell> cells = new ArrayList<>();
        cells.add(
                follows
                        ? Cell.of("As every insurer", "no model of its own")
                        : Cell.of("Baseline", "no model: the sum of the heads of loss"));
        cells.add(Cell.of("In service"));
        cells.add(Cell.of("all"));
        while (cells.size() < columns) {
            cells.add(Cell.of(Reader.NONE));
        }
        return cells;
    }

    private List<Cell> cells(Context context, Champion slot, Row row, boolean hasFigures) {
        Reader reader = Readers.of(context);
        List<Cell> cells = new ArrayList<>();
        cells.add(
                kit.allows(context, "showModel") && row.version() != null
                        ? Cell.link(row.name(), "/models/" + row.name())
                        : Cell.of(row.name()));
        boolean isPinned = slot.pinned() && row.state().equals("champion");
        cells.add(
                Cell.of(ModelWords.state(row.name(), row.state(), slot.challenge(), reader), isPinned ? "pinned" : ""));
        cells.add(Cell.of(traffic(slot, row.name(), row.state(), reader)));
        cells.add(Cell.of(tested(row.version()).map(reader::share).orElse(Reader.NONE)));
        if (hasFigures) {
            live(context, slot, row.name(), reader, cells);
        }
        cells.add(
                row.version() == null
                        ? Cell.of(Reader.NONE)
                        : Cell.of(
                                reader.time(row.published()),
                                ModelWords.ago(kit.ports().clock().instant(), row.published())));
        return cells;
    }

    private void live(Context context, Champion slot, String version, Reader reader, List<Cell> cells) {
        VersionPeriod live = kit.figures()
                .lately(
                        version,
                        Authentication.caller(context).insurer(),
                        slot.slot().currency());
        String settled = reader.count(live.settled().claims()) + " settled";
        cells.add(Cell.of(VersionFigures.share(live.settled().mape(), reader), settled));
        cells.add(Cell.of(VersionFigures.coverage(live.settled(), reader)));
        cells.add(Cell.of(reader.count(live.scored())));
    }

    /** MAPE on the rows held out, as the manifest says it. */
    static Optional<Double> tested(@Nullable Version version) {
        return Optional.ofNullable(version)
                .map(it -> it.manifest().at("/holdout/mape"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue);
    }

    private static String traffic(Champion slot, String version, String state, Reader reader) {
        Challenge challenge = slot.challenge();
        double canary = challenge == null ? 0 : challenge.share();
        if (state.equals("champion")) {
            return reader.share(1 - canary);
        }
        boolean isChallenger = challenge != null && challenge.version().equals(version);
        return isChallenger ? reader.share(canary) : Reader.NONE;
    }

    /** The slots that there are, and those of which there are only versions. */
    static List<Champion> slots(Models models) {
        List<Champion> slots = new ArrayList<>(models.champions());
        Set<SlotName> seen = new HashSet<>();
        slots.forEach(it -> seen.add(SlotName.of(it.slot())));
        models.versions().stream()
                .map(SlotName::of)
                .filter(it -> !it.lineOfBusiness().isEmpty() && seen.add(it))
                .forEach(it -> slots.add(new Champion(
                        new Models.Slot(it.lineOfBusiness(), it.currency(), it.insurer()),
                        null,
                        null,
                        null,
                        false,
                        null,
                        Map.of())));
        return slots;
    }
}
