package io.claimstream.feedback.page.audit;

import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.view.Models.Version;
import io.claimstream.feedback.view.Run;
import io.claimstream.model.evaluation.EvaluationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What the log knows of a model version, as lines of its trail.
 *
 * @param version the version
 * @param reader who reads
 * @param names what those who act are called
 */
record ModelTrail(Version version, Reader reader, UnaryOperator<String> names) {

    private static final String TRAINER = "retrain-worker";

    /** How it was trained and measured; of a version that was made elsewhere, that it came. */
    List<TrailLine> made(Optional<Run> run, Optional<String> report) {
        List<TrailLine> lines = new ArrayList<>();
        run.ifPresent(it -> trained(it, report, lines));
        boolean isUpload = version.manifest().hasNonNull("upload");
        lines.add(TrailLine.of(
                version.publishedAt(),
                TRAINER,
                isUpload ? "Published, made elsewhere" : "Published",
                "Signed with the key " + version.signingKeyId() + "."));
        return lines;
    }

    private void trained(Run run, Optional<String> report, List<TrailLine> lines) {
        lines.add(TrailLine.of(
                run.startedAt(),
                TRAINER,
                "Training run " + run.id() + " began",
                Words.of(run.cause()) + ", for " + Words.of(run.slot().lineOfBusiness()) + ", "
                        + run.slot().currency() + "."));
        Instant finished = run.finishedAt();
        if (finished == null) {
            return;
        }
        lines.add(TrailLine.of(
                finished,
                TRAINER,
                "The run ended: " + Words.of(run.state()).toLowerCase(reader.locale()),
                "From " + reader.count(run.data().rows()) + " labelled claims"
                        + Optional.ofNullable(run.data().dataset())
                                .map(it -> " of the dataset " + it)
                                .orElse("")
                        + ". " + Objects.requireNonNullElse(run.outcome().reason(), "")));
        report.map(ModelTrail::gates)
                .filter(it -> !it.isEmpty())
                .ifPresent(it -> lines.add(TrailLine.of(finished, TRAINER, "The gates looked at it", it)));
    }

    /** What each gate found; blank for a report of a format that is no longer read. */
    private static String gates(String report) {
        try {
            return EvaluationReport.parse(report.getBytes(StandardCharsets.UTF_8)).gates().stream()
                    .map(it -> Words.of(it.gate().name()) + ": "
                            + Words.of(it.outcome().name()).toLowerCase(Locale.ROOT) + ".")
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            return "";
        }
    }

    /** Where it was moved, and which moves were refused. */
    List<TrailLine> moves(List<ModelDeployment> events) {
        return events.stream()
                .map(it -> TrailLine.of(it.getAt(), names.apply(it.getActor()), what(it), it.getReason()))
                .toList();
    }

    private String what(ModelDeployment event) {
        String where = " in " + slot(event.getSlot());
        boolean isThis = event.getVersion().equals(version.version());
        return switch (event.getAction()) {
            case PROMOTED -> isThis ? "Put in service" + where : "Replaced by " + event.getVersion() + where;
            case PINNED ->
                isThis ? "Put in service and pinned" + where : "Replaced by the pinned " + event.getVersion() + where;
            case SHADOWED -> "Began to run in shadow" + where;
            case CANARY_STARTED ->
                "Began to decide a share of the claims"
                        + event.getShare()
                                .map(share -> " (" + reader.share(share) + ")")
                                .orElse("") + where;
            case ROLLED_BACK -> isThis ? "Back in service after a roll back" + where : "Rolled back" + where;
            case RETIRED -> "Retired" + where;
            case UNPINNED -> "No longer pinned" + where;
            case REFUSED -> "Refused" + where;
            case COMMAND_REFUSED -> "A command about it was refused" + where;
            default -> "Moved" + where;
        };
    }

    private static String slot(ModelSlot slot) {
        return Words.of(slot.getLineOfBusiness()) + ", " + slot.getCurrency()
                + slot.getInsurer().map(it -> ", " + it).orElse("");
    }
}
