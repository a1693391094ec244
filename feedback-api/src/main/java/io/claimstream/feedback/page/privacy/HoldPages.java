package io.claimstream.feedback.page.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.FormsOnce;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.PrivacyDesk;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What keeps claimants from being erased: legal holds on one, and duties of insurers to keep records. */
public final class HoldPages {

    private static final String PATH = PrivacyTabs.HOLDS;
    private static final String DUTIES = "/privacy/duties";

    /** Days are those of UTC here, as in every list of days. */
    private static final String END_OF_DAY = "T23:59:59Z";

    private static final Map<String, String> NOTICES = Map.of(
            "set", "The legal hold is set. The claimant is not erased while it holds.",
            "released", "The legal hold is released.",
            "duty", "The duty is set. Erasures that it concerns are refused.",
            "ended", "The duty is ended.");

    private final PrivacyDesk desk;
    private final FormBody forms;
    private final FormsOnce once;
    private final Screen screen;
    private final Navigation navigation;
    private final Names names;

    public HoldPages(PagePorts ports, Screen screen, Navigation navigation, Names names) {
        this.desk = ports.privacy().erasing();
        this.forms = ports.forms();
        this.once = ports.office().once();
        this.screen = screen;
        this.navigation = navigation;
        this.names = names;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listLegalHolds", "listRetentionDuties"),
                PageRoute.post(PATH, this::hold, "setLegalHold", "listLegalHolds"),
                PageRoute.post(PATH + "/{holdId}/release", this::release, "releaseLegalHold", "listLegalHolds"),
                PageRoute.post(DUTIES, this::setDuty, "setRetentionDuty", "listRetentionDuties"),
                PageRoute.post(DUTIES + "/{insurer}/end", this::endDuty, "endRetentionDuty", "listRetentionDuties"));
    }

    private void list(Context context) {
        show(context, FormErrors.NONE, FormErrors.NONE);
    }

    private void show(Context context, FormErrors holding, FormErrors keeping) {
        Reader reader = Readers.of(context);
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", PrivacyTabs.of(context, navigation, PATH));
        model.put(
                "holds",
                desk.holds(context).stream()
                        .map(it -> HoldLine.of(it, reader, names))
                        .toList());
        model.put(
                "duties",
                desk.duties(context).stream()
                        .map(it -> DutyLine.of(it, reader, names))
                        .toList());
        model.put("mayChange", navigation.allows(Authentication.caller(context).role(), "setLegalHold"));
        model.put("typed", SubjectForm.of(forms, context));
        model.put("endsOn", forms.value(context, "endsOn").orElse(""));
        model.put("days", forms.value(context, "days").orElse(""));
        model.put("once", once.name());
        model.put(
                "notice",
                Objects.requireNonNullElse(
                        NOTICES.get(Query.parameter(context, "notice").orElse("")), ""));
        model.put("holding", holding);
        model.put("keeping", keeping);
        screen.show(context, "Holds and duties", "privacy/holds.jte", model);
    }

    private void hold(Context context) {
        ObjectNode json = SubjectForm.of(forms, context).wanted();
        forms.value(context, "endsOn")
                .ifPresent(it -> json.put("endsAt", it.matches("\\d{4}-\\d\\d-\\d\\d") ? it + END_OF_DAY : it));
        try {
            var unused = once.carryOut(context, () -> desk.hold(context, json));
            goOn(context, "set");
        } catch (ProblemException e) {
            show(context, byDay(PrivacyErrors.of(context, e)), FormErrors.NONE);
        }
    }

    /** What is wrong with a time stands at the day that it was made of. */
    private static FormErrors byDay(FormErrors errors) {
        if (errors.of("endsAt").isEmpty()) {
            return errors;
        }
        Map<String, String> fields = new HashMap<>(errors.fields());
        fields.put("endsOn", errors.of("endsAt"));
        return new FormErrors(errors.summary(), fields);
    }

    private void release(Context context) {
        try {
            var unused = desk.release(context);
            goOn(context, "released");
        } catch (ProblemException e) {
            show(context, PrivacyErrors.of(context, e), FormErrors.NONE);
        }
    }

    private void setDuty(Context context) {
        SubjectForm typed = SubjectForm.of(forms, context);
        if (!ClaimKey.isInsurer(typed.insurer())) {
            context.status(ProblemCode.INVALID_BODY.status());
            show(
                    context,
                    FormErrors.NONE,
                    new FormErrors(
                            "Not yet: see below.", Map.of("insurer", "Expected " + ClaimKey.INSURER_FORM + ".")));
            return;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("reason", typed.reason());
        forms.value(context, "days").ifPresent(it -> {
            if (it.matches("[0-9]{1,9}")) {
                json.put("days", Integer.parseInt(it));
            } else {
                json.put("days", it);
            }
        });
        try {
            var unused = once.carryOut(context, () -> desk.setDuty(context, typed.insurer(), json));
            goOn(context, "duty");
        } catch (ProblemException e) {
            show(context, FormErrors.NONE, PrivacyErrors.of(context, e));
        }
    }

    private void endDuty(Context context) {
        try {
            desk.endDuty(context);
            goOn(context, "ended");
        } catch (ProblemException e) {
            show(context, FormErrors.NONE, PrivacyErrors.of(context, e));
        }
    }

    private static void goOn(Context context, String notice) {
        Screen.goOn(context, PATH + "?notice=" + notice);
    }
}
