package io.claimstream.feedback.page.models;

import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.figures.VersionPeriod;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.KnownModels.Shown;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.feedback.view.Models.Version;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.view.Run;
import io.claimstream.model.evaluation.page.ReportPart;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The card of a model. Its report, its figures and where it came from follow the page. */
final class VersionPages {

    static final String PATH = SlotPages.PATH + "/{version}";

    /** What the card says in a way of its own. */
    private static final Set<ReportPart> NOT_SHOWN = Set.of(ReportPart.ORIGIN);

    private final ModelKit kit;

    VersionPages(ModelKit kit) {
        this.kit = kit;
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH + "/report", this::report, "showReport", "showModelFairness", "showModelDrift"),
                PageRoute.get(PATH + "/live", this::live, "showModelMetrics"),
                PageRoute.get(PATH + "/lineage", this::lineage, "showModel", "showModelMetrics"),
                PageRoute.get(PATH, this::card, "showModel"));
    }

    private void card(Context context) {
        Version version = kit.known().version(context);
        Reader reader = Readers.of(context);
        Champion slot = slot(context, version);
        List<ModelDeployment> own = own(context, version);
        Optional<Run> run = kit.ports().readModel().runOf(version.version());
        CardFacts facts = new CardFacts(version, reader);
        Map<String, Object> model = new HashMap<>();
        model.put("version", version.version());
        model.put("state", facts.state(slot));
        model.put("facts", facts.standing(slot, kit.ports().clock().instant()));
        model.put("learned", facts.learned(run, kit.allows(context, "listDatasets"), kit.allows(context, "showRun")));
        model.put("exclusions", facts.exclusions());
        model.put("recipe", facts.recipe());
        model.put("pending", kit.pending().ofVersion(context, version.version()));
        model.put("acts", new Acts(kit).of(context, version, slot));
        model.put(
                "trial",
                Optional.ofNullable(slot.challenge())
                        .filter(it -> it.version().equals(version.version()))
                        .map(it -> TrialView.of(it, kit.ports().clock().instant(), reader, true))
                        .orElse(null));
        model.put("moves", new SlotStory(kit.names(), reader).moves(own, kit.allows(context, "showCommand")));
        model.put("hasReport", kit.allows(context, "showReport"));
        model.put("trail", kit.allows(context, "listAudit") ? Addresses.modelTrail(version.version()) : "");
        kit.screen().show(context, "Model " + version.version(), "models/card.jte", model);
    }

    /** The slot that a version was made for. */
    private Champion slot(Context context, Version version) {
        SlotName name = SlotName.of(version);
        Models models = kit.ports()
                .readModel()
                .models(null, ReadModel.VERSIONS)
                .seenBy(Authentication.caller(context).insurer());
        return models.champions().stream()
                .filter(it -> SlotName.of(it.slot()).equals(name))
                .findFirst()
                .orElseGet(() -> new Champion(
                        new Models.Slot(name.lineOfBusiness(), name.currency(), name.insurer()),
                        null,
                        null,
                        null,
                        false,
                        null,
                        Map.of()));
    }

    /** What was decided about a version, the newest first. */
    private List<ModelDeployment> own(Context context, Version version) {
        List<ModelDeployment> own = new ArrayList<>(kit.known().log(context).stream()
                .filter(it -> it.getVersion().equals(version.version())
                        || it.getPreviousVersion()
                                .filter(version.version()::equals)
                                .isPresent())
                .toList());
        Collections.reverse(own);
        return own;
    }

    private void report(Context context) {
        kit.late().show(context, "models/report.jte", () -> {
            Shown shown = kit.known().report(context);
            List<Section> sections = ReportPart.of(shown.report()).stream()
                    .filter(it -> !NOT_SHOWN.contains(it))
                    .map(it -> new Section(it.id(), it.heading(), it.html(shown.report())))
                    .toList();
            return Map.of(
                    "sections", sections,
                    "groupsNotShown", shown.groupsNotShown(),
                    "fairness", ReportPart.FAIRNESS.id(),
                    "exposure", shown.report().exposure().text());
        });
    }

    private void live(Context context) {
        kit.late().show(context, "models/live.jte", () -> {
            Version version = kit.known().version(context);
            Reader reader = Readers.of(context);
            String currency = SlotName.of(version).currency();
            List<VersionPeriod> periods = kit.figures()
                    .overTime(
                            version.publishedAt(),
                            version.version(),
                            Authentication.caller(context).insurer(),
                            currency);
            VersionPeriod total =
                    periods.stream().reduce(VersionPeriod::plus).orElseGet(() -> VersionPeriod.none(LocalDate.EPOCH));
            return Map.of(
                    "facts",
                    CardFacts.live(total, SlotTable.tested(version), reader),
                    "picture",
                    VersionFigures.tellAnything(periods) ? VersionFigures.picture(periods, currency, reader) : "",
                    "isScored",
                    !periods.isEmpty());
        });
    }

    private void lineage(Context context) {
        kit.late().show(context, "models/lineage.jte", () -> {
            Version version = kit.known().version(context);
            SlotHistory history =
                    SlotHistory.of(SlotName.of(version).event(), kit.known().log(context));
            Lineage lineage = new Lineage(kit, context, version, history);
            List<Lineage.Step> steps = lineage.steps();
            return Map.of("picture", Lineage.picture(version.version(), steps), "steps", Lineage.table(steps));
        });
    }
}
