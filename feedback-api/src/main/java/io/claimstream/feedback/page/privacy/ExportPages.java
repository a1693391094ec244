package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.export.Exports.Form;
import io.claimstream.feedback.http.ExportDesk;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Screen;
import io.claimstream.platform.seal.Subject;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks whom an export is about and why, and answers with it. */
public final class ExportPages {

    private static final String PATH = PrivacyTabs.EXPORT;
    private static final int LONGEST_REASON = 300;

    private final ExportDesk desk;
    private final FormBody forms;
    private final Screen screen;
    private final Navigation navigation;

    public ExportPages(PagePorts ports, Screen screen, Navigation navigation) {
        this.desk = ports.privacy().exports();
        this.forms = ports.forms();
        this.screen = screen;
        this.navigation = navigation;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::form, "exportPersonalData"),
                PageRoute.post(PATH, this::export, "exportPersonalData"));
    }

    private void form(Context context) {
        show(context, FormErrors.NONE);
    }

    private void show(Context context, FormErrors errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", PrivacyTabs.of(context, navigation, PATH));
        model.put("typed", SubjectForm.of(forms, context));
        model.put("errors", errors);
        screen.show(context, "Export", "privacy/export.jte", model);
    }

    /** A page is shown, so that it can be looked through and printed; JSON and a page to hand over are files. */
    private void export(Context context) {
        SubjectForm typed = SubjectForm.of(forms, context);
        String as = forms.value(context, "as").orElse("");
        FormErrors wrong = wrong(typed);
        if (!wrong.fields().isEmpty()) {
            context.status(ProblemCode.INVALID_BODY.status());
            show(context, wrong);
            return;
        }
        try {
            Subject subject = desk.subject(context, typed.insurer(), typed.claim(), typed.pseudonym());
            desk.handOut(context, subject, typed.reason(), as.equals("json") ? Form.JSON : Form.HTML, !as.isEmpty());
        } catch (ProblemException e) {
            show(context, PrivacyErrors.of(context, e));
        }
    }

    private static FormErrors wrong(SubjectForm typed) {
        Map<String, String> fields = new HashMap<>();
        if (typed.insurer().isEmpty()) {
            fields.put("insurer", "Say whose claimant it is.");
        }
        if (typed.claim().isPresent() == typed.pseudonym().isPresent()) {
            fields.put("claimId", "Give either a claim or a pseudonym.");
        }
        if (typed.reason().isEmpty() || typed.reason().length() > LONGEST_REASON) {
            fields.put("reason", "Say why, in at most " + LONGEST_REASON + " characters.");
        }
        return new FormErrors(fields.isEmpty() ? "" : "Not yet: see below.", fields);
    }
}
