package io.claimstream.feedback.page.finance;

import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.BillingDesk;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What scores cost, by insurer and month: set, ended, withdrawn. */
public final class RatePages {

    private static final String PATH = FinanceTabs.RATES;
    private static final Map<String, String> NOTICES = Map.of(
            "added", "The rate is added.",
            "ended", "The rate ends with that month.",
            "withdrawn", "The rate is withdrawn.");

    private final BillingDesk desk;
    private final FormBody forms;
    private final Screen screen;

    public RatePages(PagePorts ports, Screen screen) {
        this.desk = ports.billing();
        this.forms = ports.forms();
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listRates"),
                PageRoute.post(PATH, this::add, "addRate", "listRates"),
                PageRoute.post(PATH + "/{rateId}/end", this::end, "endRate", "listRates"),
                PageRoute.post(PATH + "/{rateId}/withdrawal", this::withdraw, "withdrawRate", "listRates"));
    }

    private void list(Context context) {
        show(context, FormErrors.NONE);
    }

    private void add(Context context) {
        attempt(
                context,
                "added",
                () -> desk.addRate(context, RateForm.of(forms, context).json()));
    }

    private void end(Context context) {
        attempt(context, "ended", () -> desk.endRate(context, forms.json(context, "lastMonth")));
    }

    private void withdraw(Context context) {
        attempt(context, "withdrawn", () -> desk.withdrawRate(context));
    }

    private void attempt(Context context, String notice, Runnable change) {
        try {
            change.run();
            Screen.goOn(context, PATH + "?notice=" + notice);
        } catch (ProblemException e) {
            show(context, BillingErrors.of(context, e));
        }
    }

    private void show(Context context, FormErrors errors) {
        Reader reader = Readers.of(context);
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", FinanceTabs.of(context));
        model.put(
                "rates",
                desk.rates(context).stream().map(it -> RateLine.of(it, reader)).toList());
        model.put("isEditor", BillingDesk.isEditor(context));
        model.put("hasInsurers", Authentication.caller(context).insurer() == null);
        model.put("typed", RateForm.of(forms, context));
        model.put(
                "notice",
                Objects.requireNonNullElse(
                        NOTICES.get(Query.parameter(context, "notice").orElse("")), ""));
        model.put("errors", errors);
        screen.show(context, "Rates", "finance/rates.jte", model);
    }
}
