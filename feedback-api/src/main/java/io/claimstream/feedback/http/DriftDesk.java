package io.claimstream.feedback.http;

import io.claimstream.domain.drift.DriftReport;
import io.claimstream.domain.drift.DriftWindows;
import io.claimstream.domain.drift.Shift;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.figures.DriftFigures;
import io.claimstream.feedback.view.PlacedMove;
import io.claimstream.feedback.view.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Tells whether claims change: what came in of late against what the champion learned from, or any days against any others. Thread-safe. */
public final class DriftDesk {

    private final ApiPorts ports;
    private final DriftFigures figures;

    DriftDesk(ApiPorts ports) {
        this.ports = ports;
        this.figures = ports.figures().drift();
    }

    /** Why nothing is compared. The names are stable: they stand in the API. */
    public enum Reason {
        /** Nothing came in of this line of business and currency. */
        NO_CLAIMS,
        /** No champion says what it learned from, and no days are given. */
        NO_CHAMPION,
        /** None in the window compared with. */
        NO_CLAIMS_BEFORE,
        /** None in the window that may have changed. */
        NO_CLAIMS_SINCE
    }

    /** What a champion learned from ends at a time. */
    public record Learned(String version, Instant to) {

        LocalDate day() {
            return LocalDate.ofInstant(to, ZoneOffset.UTC);
        }
    }

    /**
     * What was found.
     *
     * @param limits what is drift
     * @param learned the champion, if any
     * @param newest newest day with any claim
     * @param report the comparison; null when nothing could be compared
     */
    public record Found(
            DriftReport.Limits limits,
            Optional<Learned> learned,
            Optional<LocalDate> newest,
            @Nullable DriftReport report) {

        /** Why nothing is compared; empty when something is. */
        public Optional<Reason> reason() {
            if (report == null) {
                return Optional.of(newest.isEmpty() ? Reason.NO_CLAIMS : Reason.NO_CHAMPION);
            }
            if (!has(report, Shift::before)) {
                return Optional.of(Reason.NO_CLAIMS_BEFORE);
            }
            return has(report, Shift::after) ? Optional.empty() : Optional.of(Reason.NO_CLAIMS_SINCE);
        }

        private static boolean has(DriftReport report, ToLongFunction<Shift> values) {
            return report.shifts().stream().anyMatch(it -> values.applyAsLong(it.shift()) > 0);
        }
    }

    /** What is known of a slot now, by the champion's windows. */
    public Found find(String lineOfBusiness, String currency) {
        return find(
                lineOfBusiness,
                currency,
                new DriftQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    Found find(String lineOfBusiness, String currency, DriftQuery query) {
        if (!ports.upkeep().standings().stream().allMatch(Standing::caughtUp)) {
            throw ApiPorts.catchingUp();
        }
        Optional<Learned> learned = learned(lineOfBusiness, currency);
        Optional<LocalDate> newest = figures.newest(lineOfBusiness, currency);
        Optional<DriftWindows> windows = newest.flatMap(it -> query.windows(learned.map(Learned::day), it));
        return new Found(
                figures.limits(),
                learned,
                newest,
                windows.map(it -> figures.compare(lineOfBusiness, currency, it)).orElse(null));
    }

    /** What the champion for every insurer learned from; empty while the baseline is in service. */
    private Optional<Learned> learned(String line, String currency) {
        List<ModelDeployment> log =
                ports.readModel().moves().stream().map(PlacedMove::event).toList();
        return SlotHistory.of(new ModelSlot(line, currency, null), log)
                .champion()
                .flatMap(ports.readModel()::version)
                .flatMap(it -> time(it.manifest().at("/dataset/lastLabelAt").asText())
                        .map(at -> new Learned(it.version(), at)));
    }

    /** A manifest of an earlier format may not say. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
