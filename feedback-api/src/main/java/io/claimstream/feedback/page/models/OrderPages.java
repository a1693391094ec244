package io.claimstream.feedback.page.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.Later;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.view.Models.Version;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Orders about models: each has a page that says what will happen, and a form that orders it. */
final class OrderPages {

    private static final String OF_VERSION = VersionPages.PATH + "/orders/{order}";
    private static final String OF_SLOT = SlotPages.SLOT + "/orders/{order}";
    private static final String USUAL_SHARE = "10";

    private final ModelKit kit;

    OrderPages(ModelKit kit) {
        this.kit = kit;
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.get(OF_VERSION, context -> form(context, ofVersion(context)), "commandModel", "showModel"),
                PageRoute.post(OF_VERSION, context -> order(context, ofVersion(context)), "commandModel", "showModel"),
                PageRoute.get(OF_SLOT, context -> form(context, ofSlot(context)), "commandModel", "showSlotHistory"),
                PageRoute.post(OF_SLOT, context -> order(context, ofSlot(context)), "commandModel", "showSlotHistory"));
    }

    /**
     * What the address asks for.
     *
     * @param version blank for an order about a slot
     */
    private record Wanted(String order, ModelCommandKind kind, String version, SlotName slot, String back) {}

    private Wanted ofVersion(Context context) {
        Version version = kit.known().version(context);
        String order = context.pathParam("order");
        return new Wanted(
                order,
                kind(order, OrderText.OF_VERSIONS),
                version.version(),
                SlotName.of(version),
                "/models/" + version.version());
    }

    private Wanted ofSlot(Context context) {
        SlotName slot = SlotPages.named(context);
        String order = context.pathParam("order");
        return new Wanted(order, kind(order, OrderText.OF_SLOTS), "", slot, slot.address());
    }

    private static ModelCommandKind kind(String order, Map<String, ModelCommandKind> known) {
        return Optional.ofNullable(known.get(order))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NOT_FOUND, "Expected one of " + String.join(", ", known.keySet()) + "."));
    }

    private void form(Context context, Wanted wanted) {
        show(context, wanted, FormErrors.NONE);
    }

    private void order(Context context, Wanted wanted) {
        Optional<String> requestId = kit.forms().value(context, "requestId");
        Later.page(
                context,
                kit.ports().executor(),
                () -> kit.desks().orders().give(context, json(context, wanted), requestId),
                ordered -> Screen.goOn(
                        context,
                        ordered.fold(
                                given -> "/models/commands/" + given.receipt().commandId(), waits -> wanted.back())),
                problem -> refuse(context, wanted, problem));
    }

    /** The order in the form that the API takes. */
    private ObjectNode json(Context context, Wanted wanted) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", wanted.order());
        ObjectNode slot = json.putObject("slot")
                .put("lineOfBusiness", wanted.slot().lineOfBusiness())
                .put("currency", wanted.slot().currency());
        insurer(context, wanted).ifPresent(it -> slot.put("insurer", it));
        version(context, wanted).ifPresent(it -> json.put("version", it));
        kit.forms().value(context, "reason").ifPresent(it -> json.put("reason", it));
        if (wanted.kind() == ModelCommandKind.CANARY) {
            share(context).ifPresent(it -> json.put("share", it));
        }
        return json;
    }

    private Optional<String> insurer(Context context, Wanted wanted) {
        return wanted.kind() == ModelCommandKind.PIN
                ? kit.forms().value(context, "insurer")
                : Optional.ofNullable(wanted.slot().insurer());
    }

    private Optional<String> version(Context context, Wanted wanted) {
        return wanted.version().isEmpty() && wanted.kind() == ModelCommandKind.ROLL_BACK
                ? kit.forms().value(context, "version")
                : Optional.of(wanted.version()).filter(it -> !it.isEmpty());
    }

    /** Percent, as typed, as the share that the API takes. */
    private Optional<BigDecimal> share(Context context) {
        return kit.forms()
                .value(context, "share")
                .filter(it -> it.matches("\\d{1,2}(\\.\\d{1,3})?"))
                .map(it -> new BigDecimal(it).movePointLeft(2));
    }

    private void refuse(Context context, Wanted wanted, Problem problem) {
        context.status(problem.code().status());
        Map<String, String> fields = problem.fields().stream()
                .collect(Collectors.toMap(
                        it -> it.pointer().substring(it.pointer().lastIndexOf('/') + 1),
                        it -> it.pointer().equals("/share")
                                ? "Expected a number above 0 and below 100."
                                : "Expected " + it.expected() + ".",
                        (one, other) -> one));
        String summary = fields.isEmpty()
                ? problem.code().title() + ". " + problem.detail() + " " + Words.ending(problem, "Nothing was ordered.")
                : "Not yet: see below. Nothing was ordered.";
        show(context, wanted, new FormErrors(summary, fields));
    }

    private void show(Context context, Wanted wanted, FormErrors errors) {
        SlotHistory history = SlotHistory.of(wanted.slot().event(), kit.known().log(context));
        OrderText text = new OrderText(wanted.kind(), wanted.version(), wanted.slot(), history);
        Map<String, Object> model = new HashMap<>();
        model.put("errors", errors);
        model.put(
                "form",
                new OrderForm(
                        text.title(),
                        text.words(),
                        text.cares(),
                        address(wanted),
                        wanted.back(),
                        text.button(),
                        wanted.kind() == ModelCommandKind.ROLL_BACK || wanted.kind() == ModelCommandKind.RETIRE,
                        wanted.kind() == ModelCommandKind.ROLL_BACK ? choices(history) : null,
                        wanted.kind() == ModelCommandKind.CANARY
                                ? kit.forms().value(context, "share").orElse(USUAL_SHARE)
                                : null,
                        wanted.kind() == ModelCommandKind.PIN ? typedInsurer(context, wanted) : null,
                        kit.forms().value(context, "reason").orElse(""),
                        kit.forms().value(context, "requestId").orElseGet(() -> UUID.randomUUID()
                                .toString())));
        model.put("pending", kit.pending().ofSlot(context, wanted.slot()));
        kit.screen().show(context, text.title(), "models/order.jte", model);
    }

    private String typedInsurer(Context context, Wanted wanted) {
        @Nullable String own = Authentication.caller(context).insurer();
        return kit.forms()
                .value(context, "insurer")
                .orElse(
                        own != null
                                ? own
                                : wanted.slot().insurer() == null
                                        ? ""
                                        : wanted.slot().insurer());
    }

    private static String address(Wanted wanted) {
        return wanted.version().isEmpty()
                ? wanted.slot().address("/orders/" + wanted.order())
                : wanted.back() + "/orders/" + wanted.order();
    }

    /** What a roll back may return to, the usual first. */
    private static List<OrderForm.Choice> choices(SlotHistory history) {
        List<OrderForm.Choice> choices = new ArrayList<>();
        String usual = history.returnsTo().orElse(SlotHistory.BASELINE);
        choices.add(new OrderForm.Choice(
                "", "What was there before: " + (usual.equals(SlotHistory.BASELINE) ? "the baseline" : usual)));
        history.states().forEach((version, state) -> {
            boolean isOther = !version.equals(usual) && !version.equals(SlotHistory.BASELINE);
            if (isOther && state.word().equals("retired") && history.wasInService(version)) {
                choices.add(new OrderForm.Choice(version, version));
            }
        });
        if (!usual.equals(SlotHistory.BASELINE)) {
            choices.add(new OrderForm.Choice(SlotHistory.BASELINE, "The baseline: no model"));
        }
        return choices;
    }
}
