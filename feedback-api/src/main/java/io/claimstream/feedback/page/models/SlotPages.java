package io.claimstream.feedback.page.models;

import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.domain.lifecycle.SlotHistory.Term;
import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.feedback.view.ReadModel;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The list of models by slot, and the page of a slot with its history. */
final class SlotPages {

    static final String PATH = "/models";
    static final String SLOT = PATH + "/slots/{lineOfBusiness}/{currency}";

    private static final int MOST_ROWS = 8;
    private static final int ALL_ROWS = 100;

    private final ModelKit kit;
    private final SlotTable table;

    SlotPages(ModelKit kit) {
        this.kit = kit;
        this.table = new SlotTable(kit);
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listModels").labelled("Models"),
                PageRoute.get(SLOT, this::slot, "listModels", "showSlotHistory"));
    }

    private void list(Context context) {
        Models models = models(context);
        List<SlotBox> slots = new ArrayList<>();
        for (Champion slot : SlotTable.slots(models)) {
            slots.add(box(context, slot, models, slots.size()));
        }
        kit.screen()
                .show(
                        context,
                        "Models",
                        "models/list.jte",
                        Map.of(
                                "slots", slots,
                                "pending", kit.pending().all(context),
                                "links", links(context)));
    }

    private Models models(Context context) {
        return kit.ports()
                .readModel()
                .models(null, ReadModel.VERSIONS)
                .seenBy(Authentication.caller(context).insurer());
    }

    /** Pages beside this one. */
    private List<ActLink> links(Context context) {
        List<ActLink> links = new ArrayList<>();
        if (kit.allows(context, "listRuns")) {
            links.add(new ActLink("Training runs", "/runs"));
        }
        if (kit.allows(context, "listDatasets")) {
            links.add(new ActLink("Datasets", "/datasets"));
        }
        if (kit.allows(context, "uploadModel")) {
            links.add(new ActLink("Upload a model", "/models/upload"));
        }
        return links;
    }

    private SlotBox box(Context context, Champion slot, Models models, int place) {
        SlotName name = SlotName.of(slot.slot());
        boolean hasPage = kit.allows(context, "showSlotHistory");
        int all = SlotTable.count(slot, models.versions());
        return new SlotBox(
                "slot-" + place,
                name.text(),
                hasPage ? name.address() : "",
                table.of(context, slot, models.versions(), MOST_ROWS),
                all > MOST_ROWS && hasPage ? Integer.toString(all - MOST_ROWS) : "",
                trial(context, slot),
                acts(context, slot));
    }

    private @Nullable TrialView trial(Context context, Champion slot) {
        return slot.challenge() == null
                ? null
                : TrialView.of(
                        slot.challenge(),
                        kit.ports().clock().instant(),
                        Readers.of(context),
                        kit.allows(context, "showModel"));
    }

    /** What may be done in a slot as it is now. */
    private List<ActLink> acts(Context context, Champion slot) {
        SlotName name = SlotName.of(slot.slot());
        if (!kit.mayOrder(context, name)) {
            return List.of();
        }
        List<ActLink> acts = new ArrayList<>();
        if (name.insurer() == null) {
            acts.add(new ActLink("Start a training", name.address("/orders/train")));
        }
        if (slot.version() != null) {
            acts.add(new ActLink("Roll back", name.address("/orders/rollback")));
        }
        if (slot.pinned()) {
            acts.add(new ActLink("Unpin", name.address("/orders/unpin")));
        }
        return acts;
    }

    /** The slot that an address names. */
    static SlotName named(Context context) {
        return new SlotName(
                context.pathParam("lineOfBusiness"),
                context.pathParam("currency"),
                Query.parameter(context, "insurer").filter(it -> !it.isBlank()).orElse(null));
    }

    private void slot(Context context) {
        SlotName name = named(context);
        Models models = models(context);
        Champion slot = SlotTable.slots(models).stream()
                .filter(it -> SlotName.of(it.slot()).equals(name))
                .findFirst()
                .orElseThrow(() -> kit.ports()
                        .missing(
                                ProblemCode.SLOT_NOT_FOUND,
                                "Expected a slot in which something was decided; the list of models has them."));
        SlotHistory history = SlotHistory.of(name.event(), kit.known().log(context));
        Reader reader = Readers.of(context);
        SlotStory story = new SlotStory(kit.names(), reader);
        Map<String, Object> model = new HashMap<>();
        model.put("name", name.text());
        model.put("facts", facts(slot, reader, kit.allows(context, "showModel")));
        model.put("versions", table.of(context, slot, models.versions(), ALL_ROWS));
        model.put("pending", kit.pending().ofSlot(context, name));
        model.put("acts", acts(context, slot));
        model.put("trial", trial(context, slot));
        model.put("picture", story.picture(history.terms(), kit.allows(context, "showModel")));
        model.put("terms", story.terms(history.terms(), kit.allows(context, "showModel")));
        model.put("moves", story.moves(newestFirst(history.moves()), kit.allows(context, "showCommand")));
        model.put("address", name.address());
        model.put("insurer", name.insurer() == null ? "" : name.insurer());
        model.put("at", Query.parameter(context, "at").orElse(""));
        model.put("then", at(context).map(it -> then(history, it, reader)).orElse(""));
        kit.screen().show(context, name.text(), "models/slot.jte", model);
    }

    private static List<ModelDeployment> newestFirst(List<ModelDeployment> moves) {
        List<ModelDeployment> newest = new ArrayList<>(moves);
        Collections.reverse(newest);
        return newest;
    }

    private static List<Fact> facts(Champion slot, Reader reader, boolean areLinked) {
        List<Fact> facts = new ArrayList<>();
        boolean follows = slot.version() == null && slot.slot().insurer() != null;
        facts.add(
                slot.version() == null
                        ? Fact.of("In service", follows ? "what every insurer has" : "the baseline, no model")
                        : new Fact("In service", slot.version(), areLinked ? "/models/" + slot.version() : ""));
        if (slot.since() != null) {
            facts.add(Fact.of("Since", reader.time(slot.since())));
        }
        facts.add(Fact.of(
                "Pinned", slot.pinned() ? "yes: trainings go on, and nothing is promoted until it is unpinned" : "no"));
        if (slot.calibration() != null) {
            facts.add(Fact.of("Went into service with calibration", Integer.toString(slot.calibration())));
        }
        return facts;
    }

    /** The time that the form asks about, in UTC. */
    private static Optional<Instant> at(Context context) {
        try {
            return Query.parameter(context, "at").filter(it -> !it.isBlank()).map(it -> LocalDateTime.parse(it)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            throw Query.wrong("at", "a day and a time such as 2026-03-01T09:30, in UTC");
        }
    }

    private static String then(SlotHistory history, Instant at, Reader reader) {
        String version = history.termAt(at).map(Term::version).orElse(SlotHistory.BASELINE);
        String served = version.equals(SlotHistory.BASELINE) ? "no model of this slot" : version;
        return "On " + reader.time(at) + " " + served + " was in service.";
    }
}
