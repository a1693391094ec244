package io.claimstream.feedback.page.office;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.Later;
import io.claimstream.feedback.http.OfficePorts;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What waits for a second person, and what became of what did. */
public final class ApprovalPages {

    private static final String PATH = "/approvals";
    private static final String ONE = PATH + "/{approvalId}";
    private static final String BEHIND = "behind";
    private static final int WAITING_PAGE = 50;
    private static final int PAGE = 25;
    private static final String APPROVED = "approved";
    private static final String DECLINED = "declined";
    private static final Map<String, String> NOTICES = Map.of(
            APPROVED, "You approved it, and it is done.",
            DECLINED, "You declined it. Nothing is done.");

    private final ApiPorts ports;
    private final Approvals approvals;
    private final OfficePorts office;
    private final FormBody forms;
    private final Navigation navigation;
    private final Names names;
    private final Screen screen;

    public ApprovalPages(PagePorts ports, Screen screen, Navigation navigation, Names names) {
        this.ports = ports.api();
        this.approvals = ports.api().access().approvals();
        this.office = ports.office();
        this.forms = ports.forms();
        this.navigation = navigation;
        this.names = names;
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listApprovals").labelled("Approvals"),
                PageRoute.get(ONE, this::one, "showApproval"),
                PageRoute.post(ONE + "/approve", this::approve, "approve"),
                PageRoute.post(ONE + "/decline", this::decline, "decline"));
    }

    private void list(Context context) {
        Caller caller = Authentication.caller(context);
        List<Approval> waiting =
                approvals.lists().waiting(caller, named(context, BEHIND).orElse(null), WAITING_PAGE);
        List<Approval> ended =
                approvals.lists().ended(caller, named(context, "after").orElse(null), PAGE);
        ApprovalCards cards = cards(context);
        screen.show(
                context,
                "Approvals",
                "office/approvals.jte",
                Map.of(
                        "waiting", waiting.stream().map(cards::of).toList(),
                        "isFirst", Query.parameter(context, BEHIND).isEmpty(),
                        "more",
                                waiting.size() == WAITING_PAGE
                                        ? PATH + "?" + BEHIND + "="
                                                + waiting.get(WAITING_PAGE - 1).approvalId()
                                        : "",
                        "ended", ended.stream().map(cards::of).toList(),
                        "next",
                                ended.size() == PAGE
                                        ? PATH + "?after=" + ended.get(PAGE - 1).approvalId()
                                        : ""));
    }

    /** The one that a parameter of the address names, where the reader may see it. */
    private Optional<Approval> named(Context context, String parameter) {
        return Query.parameter(context, parameter).flatMap(id -> approvals.find(Authentication.caller(context), id));
    }

    private void one(Context context) {
        show(context, Query.parameter(context, "notice").map(NOTICES::get).orElse(""), "", "");
    }

    private void show(Context context, String notice, String trouble, String reason) {
        Map<String, Object> model = new HashMap<>();
        model.put("card", cards(context).of(office.approvals().seen(context)));
        model.put("notice", Objects.requireNonNullElse(notice, ""));
        model.put("trouble", trouble);
        model.put("reason", reason);
        screen.show(context, "Approval", "office/approval.jte", model);
    }

    private void approve(Context context) {
        Later.page(
                context,
                ports.executor(),
                () -> office.approvals().approve(context, reason(context)),
                approval -> done(context, approval, APPROVED),
                problem -> trouble(context, APPROVED, problem));
    }

    private void decline(Context context) {
        ObjectNode reason = reason(context);
        if (reason.isEmpty()) {
            context.status(ProblemCode.INVALID_BODY.status());
            show(context, "", "Say why you decline: whoever asked reads it here. Nothing was decided.", "");
            return;
        }
        try {
            done(context, office.approvals().decline(context, reason), DECLINED);
        } catch (ProblemException e) {
            trouble(context, DECLINED, e.problem());
        }
    }

    private static void done(Context context, Approval approval, String verdict) {
        Screen.goOn(context, PATH + "/" + approval.approvalId() + "?notice=" + verdict);
    }

    private ObjectNode reason(Context context) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        forms.value(context, "reason").ifPresent(it -> json.put("reason", it));
        return json;
    }

    private void trouble(Context context, String verdict, Problem problem) {
        if (problem.code().status() == 404) {
            throw new ProblemException(problem);
        }
        Approval approval = office.approvals().seen(context);
        if (isDone(approval, verdict, Authentication.caller(context))) {
            // Sent twice, as by a double click: the first has done it.
            done(context, approval, verdict);
            return;
        }
        context.status(problem.code().status());
        show(
                context,
                "",
                ApprovalCards.words(problem),
                forms.value(context, "reason").orElse(""));
    }

    private static boolean isDone(Approval approval, String verdict, Caller reader) {
        Approval.Decision decision = approval.decision();
        return decision != null
                && decision.approved() == verdict.equals(APPROVED)
                && approval.isDecidedBy(reader)
                && !approval.isToBeGivenStill();
    }

    private ApprovalCards cards(Context context) {
        return new ApprovalCards(
                ports, office.approvals(), navigation, names, Readers.of(context), Authentication.act(context));
    }
}
