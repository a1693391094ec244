package io.claimstream.feedback.page.finance;

import io.claimstream.feedback.page.Frame.Link;
import io.javalin.http.Context;
import java.util.List;

/** Leads between the pages of finance, which the same people see. */
final class FinanceTabs {

    static final String USAGE = "/finance";
    static final String BILLED = "/finance/billed";
    static final String INVOICES = "/finance/invoices";
    static final String RATES = "/finance/rates";

    private FinanceTabs() {}

    static List<Link> of(Context context) {
        String path = context.path();
        return List.of(
                new Link("Usage", USAGE, path.equals(USAGE)),
                new Link("Billed scores", BILLED, path.equals(BILLED)),
                new Link("Invoices", INVOICES, path.startsWith(INVOICES)),
                new Link("Rates", RATES, path.startsWith(RATES)));
    }
}
