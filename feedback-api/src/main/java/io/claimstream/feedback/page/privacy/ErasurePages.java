package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.FormsOnce;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.PrivacyDesk;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.privacy.Erasure;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Erasures: the list, asking for one after a look at what it would do, and one with its steps, its second person and its receipt. */
public final class ErasurePages {

    private static final String PATH = PrivacyTabs.ERASURES;
    private static final String ONE = PATH + "/erasures/{erasureId}";
    private static final int PAGE = 50;
    private static final Map<String, String> NOTICES = Map.of(
            "asked", "It is asked for. Somebody else has to confirm it.",
            "confirmed", "You confirmed it. It is carried out now, and nothing takes it back.",
            "declined", "It is declined. Nothing is erased.");

    private final PrivacyDesk desk;
    private final FormBody forms;
    private final FormsOnce once;
    private final Screen screen;
    private final Navigation navigation;
    private final Names names;

    public ErasurePages(PagePorts ports, Screen screen, Navigation navigation, Names names) {
        this.desk = ports.privacy().erasing();
        this.forms = ports.forms();
        this.once = ports.office().once();
        this.screen = screen;
        this.navigation = navigation;
        this.names = names;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listErasures").labelled("Privacy"),
                PageRoute.post(PATH + "/plan", this::plan, "planErasure", "listErasures"),
                PageRoute.post(PATH + "/erasures", this::ask, "askErasure", "listErasures"),
                PageRoute.get(ONE, this::one, "showErasure"),
                PageRoute.get(ONE + "/state", this::state, "showErasure").watching(),
                PageRoute.get(ONE + "/receipt", this::receipt, "showErasure", "showReceipt"),
                PageRoute.post(ONE + "/confirm", this::confirm, "confirmErasure", "showErasure"),
                PageRoute.post(ONE + "/decline", this::decline, "declineErasure", "showErasure"));
    }

    private void list(Context context) {
        Optional<String> tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        showList(context, FormErrors.NONE);
    }

    private void showList(Context context, FormErrors errors) {
        long after = Math.min(Query.number(context, "after").orElse(0L), Integer.MAX_VALUE);
        List<Erasure> page = desk.erasures(context, after, PAGE);
        Reader reader = Readers.of(context);
        String query = Addresses.query(context, List.of("after"));
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", PrivacyTabs.of(context, navigation, PATH));
        model.put(
                "erasures",
                page.stream()
                        .map(it -> ErasureLine.of(it, desk.time(), reader, names))
                        .toList());
        model.put("next", page.size() == PAGE ? PATH + "?" + query + "&after=" + (after + PAGE) : "");
        model.put("insurer", Query.parameter(context, "insurer").orElse(""));
        model.put("mayAsk", allows(context, "askErasure"));
        model.put("typed", SubjectForm.of(forms, context));
        model.put("errors", errors);
        screen.show(context, "Erasures", "privacy/erasures.jte", model);
    }

    /** What it would do, and what refuses it; nothing is asked for yet. */
    private void plan(Context context) {
        SubjectForm typed = SubjectForm.of(forms, context);
        try {
            PlanView plan = PlanView.of(desk.plan(context, typed.named()), Readers.of(context));
            Map<String, Object> model = new HashMap<>();
            model.put("tabs", PrivacyTabs.of(context, navigation, PATH));
            model.put("plan", plan);
            model.put("typed", typed);
            model.put("once", once.name());
            screen.show(context, "Ask for an erasure", "privacy/plan.jte", model);
        } catch (ProblemException e) {
            showList(context, PrivacyErrors.of(context, e));
        }
    }

    private void ask(Context context) {
        SubjectForm typed = SubjectForm.of(forms, context);
        try {
            Erasure erasure = once.carryOut(context, () -> desk.ask(context, typed.wanted()));
            goOn(context, erasure.erasureId(), "asked");
        } catch (ProblemException e) {
            Optional<Erasure> made = e.problem().code() == ProblemCode.SHOWN_ONCE
                    ? Optional.ofNullable(desk.plan(context, typed.named()).standing())
                    : Optional.empty();
            // Sent twice, as by a double click: the first has done it.
            made.ifPresentOrElse(
                    it -> goOn(context, it.erasureId(), "asked"),
                    () -> showList(context, PrivacyErrors.of(context, e)));
        }
    }

    private void one(Context context) {
        showOne(context, desk.find(context), FormErrors.NONE);
    }

    private void showOne(Context context, Erasure erasure, FormErrors errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", PrivacyTabs.of(context, navigation, PATH));
        model.put("view", view(context, erasure));
        model.put(
                "notice",
                Objects.requireNonNullElse(
                        NOTICES.get(Query.parameter(context, "notice").orElse("")), ""));
        model.put("errors", errors);
        screen.show(context, "Erasure", "privacy/erasure.jte", model);
    }

    /** How far it is, for a page that is open. */
    private void state(Context context) {
        screen.show(context, "Erasure", "privacy/erasure-state.jte", Map.of("view", view(context, desk.find(context))));
    }

    /** The receipt as a file, which the command line checks. */
    private void receipt(Context context) {
        desk.download(context, desk.find(context));
    }

    private void confirm(Context context) {
        attempt(context, "confirmed", () -> desk.confirm(context));
    }

    private void decline(Context context) {
        if (desk.find(context).state(desk.time()) == Erasure.State.DECLINED) {
            // Sent twice, as by a double click: the first has done it.
            goOn(context, context.pathParam("erasureId"), "declined");
            return;
        }
        attempt(context, "declined", () -> desk.decline(context));
    }

    private void attempt(Context context, String notice, Runnable decision) {
        try {
            decision.run();
            goOn(context, context.pathParam("erasureId"), notice);
        } catch (ProblemException e) {
            FormErrors errors = PrivacyErrors.of(context, e);
            showOne(context, desk.find(context), errors);
        }
    }

    private static void goOn(Context context, String erasureId, String notice) {
        Screen.goOn(context, ErasureLine.BELOW + erasureId + "?notice=" + notice);
    }

    private ErasureView view(Context context, Erasure erasure) {
        boolean isWaiting = erasure.state(desk.time()) == Erasure.State.WAITING;
        ErasureView.Known known = new ErasureView.Known(
                desk.steps(erasure),
                isWaiting
                        ? desk.obstacles(erasure).stream().map(PlanView::words).toList()
                        : List.of(),
                erasure.isOf(Authentication.caller(context)),
                allows(context, "confirmErasure"),
                receiptOf(context, erasure));
        return ErasureView.of(erasure, known, desk.time(), Readers.of(context), names);
    }

    private @Nullable ReceiptView receiptOf(Context context, Erasure erasure) {
        return erasure.doneAt() == null || !allows(context, "showReceipt")
                ? null
                : ReceiptView.of(desk.receipt(context, erasure), desk.publicKey(), Readers.of(context), names);
    }

    private boolean allows(Context context, String operation) {
        return navigation.allows(Authentication.caller(context).role(), operation);
    }
}
