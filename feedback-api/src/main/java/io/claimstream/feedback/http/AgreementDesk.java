package io.claimstream.feedback.http;

import io.claimstream.feedback.figures.Agreement;
import io.claimstream.feedback.figures.Days;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What is asked of how people decided, for operations and pages alike. Thread-safe. */
public final class AgreementDesk {

    private static final int USUAL_DAYS = 90;

    private final ApiPorts ports;

    public AgreementDesk(ApiPorts ports) {
        this.ports = ports;
    }

    /** The days asked for, at UTC; without them the last {@value #USUAL_DAYS}. */
    public Days days(Context context) {
        LocalDate today = LocalDate.ofInstant(ports.clock().instant(), ZoneOffset.UTC);
        return Query.days(context, today, USUAL_DAYS, OverviewQuery.MOST_DAYS);
    }

    /** How people decided on claims of the insurer that is asked for and the caller serves. */
    public Agreement find(Context context) {
        return ports.figures().agreement().find(OverviewQuery.insurer(context), days(context));
    }
}
