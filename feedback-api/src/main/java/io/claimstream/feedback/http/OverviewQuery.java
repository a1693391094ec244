package io.claimstream.feedback.http;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Scope;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the overview.
 *
 * @param scope whose figures, as far as the caller serves them
 * @param days the days asked for
 */
public record OverviewQuery(Scope scope, Days days) {

    static final int USUAL_DAYS = 30;
    static final int MOST_DAYS = 1_100;

    /** No insurer has this name. */
    private static final String NOBODY = "\u007f";

    /**
     * Reads it from the address.
     *
     * @param today the day at UTC
     */
    public static OverviewQuery read(Context context, LocalDate today) {
        return new OverviewQuery(scope(context), Query.days(context, today, USUAL_DAYS, MOST_DAYS));
    }

    /** Whose figures are asked for, without the days. */
    public static Scope scope(Context context) {
        return new Scope(
                insurer(context),
                Query.parameter(context, "lineOfBusiness").orElse(null),
                Query.parameter(context, "currency").orElse(null));
    }

    /** Whose figures: those asked for, as far as the caller serves them; nobody's figures are empty, as if there were none. */
    static @Nullable String insurer(Context context) {
        Caller caller = Authentication.caller(context);
        Optional<String> asked = Query.parameter(context, "insurer");
        if (asked.isPresent() && !caller.serves(asked.get())) {
            // The answer is that of an insurer who has never sent a claim.
            return NOBODY;
        }
        return asked.orElse(caller.insurer());
    }
}
