package io.claimstream.feedback.page.models;

import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.domain.lifecycle.SlotHistory.Term;
import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.models.Grid.Cell;
import io.claimstream.model.picture.FlowChart;
import io.claimstream.model.picture.FlowChart.Box;
import io.claimstream.model.picture.Markup;
import java.util.List;

/** What happened in a slot, as a picture and as tables. */
final class SlotStory {

    private static final int DRAWN = 12;

    private final Names names;
    private final Reader reader;

    SlotStory(Names names, Reader reader) {
        this.names = names;
        this.reader = reader;
    }

    /**
     * What was in service one after another, the newest {@value #DRAWN}.
     *
     * @param areLinked whether the reader may see models
     * @return blank before anything was
     */
    String picture(List<Term> terms, boolean areLinked) {
        if (terms.isEmpty()) {
            return "";
        }
        List<Box> boxes = terms.subList(Math.max(0, terms.size() - DRAWN), terms.size()).stream()
                .map(it -> new Box(
                        ModelWords.action(it.move().getAction()) + " by "
                                + names.apply(it.move().getActor()),
                        name(it),
                        "since " + reader.time(it.from()),
                        address(it, areLinked),
                        false))
                .toList();
        Markup out = new Markup();
        new FlowChart(
                        "p-terms",
                        "What was in service",
                        "A box for each time in service, the oldest first; the table below says the same.",
                        boxes)
                .write(out);
        return out.toString();
    }

    /** The same as a table, whole, the newest first. */
    Grid terms(List<Term> terms, boolean areLinked) {
        Grid.Maker grid = Grid.of(
                "What was in service, the newest first",
                "Nothing was in service yet but the baseline.",
                "Since",
                "In service",
                "How",
                "By",
                "Why");
        for (int i = terms.size() - 1; i >= 0; i--) {
            Term term = terms.get(i);
            String address = address(term, areLinked);
            grid.row(
                    i == terms.size() - 1,
                    List.of(
                            Cell.of(reader.time(term.from())),
                            Cell.link(name(term), address),
                            Cell.of(ModelWords.action(term.move().getAction())),
                            Cell.of(names.apply(term.move().getActor())),
                            Cell.of(term.move().getReason())));
        }
        return grid.done();
    }

    /**
     * Moves and refusals.
     *
     * @param moves in the order to be shown in
     * @param areLinked whether the reader may see commands
     */
    Grid moves(List<ModelDeployment> moves, boolean areLinked) {
        Grid.Maker grid = Grid.of(
                "Every decision, the newest first", "Nothing was decided yet.", "When", "What", "Version", "By", "Why");
        moves.forEach(it -> grid.row(
                Cell.of(reader.time(it.getAt())),
                it.getCommandId()
                        .filter(id -> areLinked)
                        .map(id -> Cell.link(what(it), "/models/commands/" + id))
                        .orElseGet(() -> Cell.of(what(it))),
                Cell.of(it.getVersion(), it.getCode().orElse("")),
                Cell.of(names.apply(it.getActor())),
                Cell.of(it.getReason())));
        return grid.done();
    }

    private String what(ModelDeployment move) {
        return ModelWords.action(move.getAction())
                + move.getShare().map(it -> ", " + reader.share(it)).orElse("");
    }

    private static String name(Term term) {
        return term.version().equals(SlotHistory.BASELINE) ? "No model (baseline)" : term.version();
    }

    private static String address(Term term, boolean areLinked) {
        return areLinked && !term.version().equals(SlotHistory.BASELINE) ? "/models/" + term.version() : "";
    }
}
