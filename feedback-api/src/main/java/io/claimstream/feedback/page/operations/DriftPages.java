package io.claimstream.feedback.page.operations;

import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.DriftDesk;
import io.claimstream.feedback.http.OperationsDesk;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** Whether claims change, feature by feature. */
public final class DriftPages {

    static final String PATH = "/operations/drift";

    private static final String TITLE = "Drift";
    private static final ModelSlot USUAL = new ModelSlot("MOTOR_INJURY", "GBP", null);

    private final DriftDesk desk;
    private final OperationsDesk operations;
    private final OperationsScreen screen;

    public DriftPages(PagePorts ports, Screen screen, Navigation navigation) {
        this.desk = ports.drift();
        this.operations = ports.operations();
        this.screen = new OperationsScreen(screen, navigation, PATH);
    }

    public List<PageRoute> routes() {
        return List.of(PageRoute.get(PATH, this::page, "showDrift"));
    }

    private void page(Context context) {
        ModelSlot usual = operations.moves().stream()
                .map(it -> it.event().getSlot())
                .findFirst()
                .orElse(USUAL);
        String line = chosen(context, "lineOfBusiness", usual.getLineOfBusiness());
        String currency = chosen(context, "currency", usual.getCurrency());
        screen.show(
                context,
                TITLE,
                "drift.jte",
                Map.of(
                        "view",
                        new DriftView(
                                line,
                                currency,
                                desk.find(line, currency),
                                Authentication.caller(context).insurer() == null,
                                Readers.of(context))));
    }

    private static String chosen(Context context, String name, String usual) {
        return Query.parameter(context, name).filter(it -> !it.isBlank()).orElse(usual);
    }
}
