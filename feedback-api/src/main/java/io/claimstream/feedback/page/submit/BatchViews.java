package io.claimstream.feedback.page.submit;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.batch.Batch;
import io.claimstream.feedback.batch.Batch.State;
import io.claimstream.feedback.batch.BatchFormat;
import io.claimstream.feedback.batch.LineOutcome;
import io.claimstream.feedback.batch.LineResult;
import io.claimstream.feedback.batch.LineResult.Scored;
import io.claimstream.feedback.http.BatchFiles;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.submit.BatchView.Download;
import io.claimstream.feedback.page.submit.BatchView.Outcome;
import io.claimstream.feedback.page.submit.BatchView.Recent;
import io.claimstream.feedback.page.submit.BatchView.Row;
import io.claimstream.feedback.page.submit.BatchView.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Says in words how far a file is, and what became of its lines.
 *
 * @param reader who reads
 * @param names what those who sent it are called
 * @param now when
 */
record BatchViews(Reader reader, UnaryOperator<String> names, Instant now) {

    private static final List<LineOutcome> OUTCOMES = List.of(
            LineOutcome.SCORED,
            LineOutcome.DUPLICATE,
            LineOutcome.REJECTED,
            LineOutcome.UNREADABLE,
            LineOutcome.DEAD_LETTERED,
            LineOutcome.SUBMITTED);

    Recent recent(Batch batch) {
        return new Recent(
                address(batch),
                reader.time(batch.begunAt()),
                insurer(batch),
                format(batch.format()),
                reader.count(batch.lines()),
                state(batch.state(now)));
    }

    /**
     * The page of a batch.
     *
     * @param counts how many lines came to what
     * @param only the outcome of the lines that are shown
     * @param lines some of them, in order
     * @param isMore whether there may be more
     * @param isBeginning whether these are the first
     */
    BatchView batch(
            Batch batch,
            Map<LineOutcome, Integer> counts,
            Optional<LineOutcome> only,
            List<LineResult> lines,
            boolean isMore,
            boolean isBeginning) {
        int known = counts.values().stream().mapToInt(it -> it).sum();
        int answered = known - counts.getOrDefault(LineOutcome.SUBMITTED, 0);
        State state = batch.state(now);
        boolean isDone = state == State.INTERRUPTED || (state == State.SUBMITTED && answered >= batch.lines());
        String filter = only.map(it -> "outcome=" + BatchFiles.text(it)).orElse("");
        String here = address(batch) + Addresses.behind(filter);
        return new BatchView(
                "File of " + reader.count(batch.lines()) + (batch.lines() == 1 ? " claim" : " claims"),
                "Sent on " + reader.time(batch.begunAt()) + " by " + names.apply(batch.actor()) + ", "
                        + format(batch.format()) + ", " + insurer(batch) + ".",
                state == State.SUBMITTED && answered >= batch.lines() ? "Done." : sentence(state),
                state == State.INTERRUPTED,
                batch.lines(),
                answered,
                reader.count(answered) + " of " + reader.count(batch.lines()) + " lines are done",
                isDone ? "" : address(batch) + "/progress" + Addresses.behind(filter),
                outcomes(batch, counts, only),
                only.map(BatchViews::words).orElse(""),
                here,
                lines.stream().map(this::row).toList(),
                isMore ? here + (filter.isEmpty() ? "?" : "&") + "after=" + last(lines) : "",
                isBeginning ? "" : here,
                List.of(
                        download(batch, filter, BatchFormat.CSV, "CSV"),
                        download(batch, filter, BatchFormat.NDJSON, "NDJSON")));
    }

    private static int last(List<LineResult> lines) {
        return lines.get(lines.size() - 1).line();
    }

    private static Download download(Batch batch, String filter, BatchFormat format, String words) {
        return new Download(
                words, address(batch) + "/results?format=" + format.name() + (filter.isEmpty() ? "" : "&" + filter));
    }

    private List<Outcome> outcomes(Batch batch, Map<LineOutcome, Integer> counts, Optional<LineOutcome> only) {
        List<Outcome> outcomes = new ArrayList<>();
        int known = counts.values().stream().mapToInt(it -> it).sum();
        outcomes.add(new Outcome("All", reader.count(known), address(batch), only.isEmpty(), false));
        OUTCOMES.forEach(it -> {
            int count = counts.getOrDefault(it, 0);
            outcomes.add(new Outcome(
                    words(it),
                    reader.count(count),
                    address(batch) + "?outcome=" + BatchFiles.text(it),
                    only.equals(Optional.of(it)),
                    count == 0));
        });
        return outcomes;
    }

    private Row row(LineResult line) {
        ClaimKey claim = line.claim();
        Scored score = line.scored();
        return new Row(
                reader.count(line.line()),
                words(line.outcome()),
                look(line.outcome()),
                claim == null ? "" : claim.claimId(),
                claim == null ? "" : Addresses.claim(claim.insurer(), claim.claimId()),
                score == null ? Reader.NONE : reader.money(score.estimate(), score.currency()),
                interval(score),
                line.problems().stream()
                        .map(it -> new Trouble(it.place(), it.hint(), it.code()))
                        .toList());
    }

    private String interval(@Nullable Scored score) {
        if (score == null || score.lower() == null || score.upper() == null) {
            return Reader.NONE;
        }
        return reader.money(score.lower(), score.currency()) + " to " + reader.money(score.upper(), score.currency());
    }

    private static String address(Batch batch) {
        return BatchPages.BATCHES + "/" + batch.batchId();
    }

    private static String insurer(Batch batch) {
        return Optional.ofNullable(batch.insurer()).orElse("several insurers");
    }

    private static String format(BatchFormat format) {
        return format.name();
    }

    private static String state(State state) {
        return switch (state) {
            case SUBMITTING -> "being taken";
            case INTERRUPTED -> "cut off";
            case SUBMITTED -> "taken";
        };
    }

    private static String sentence(State state) {
        return switch (state) {
            case SUBMITTING -> "The file is being taken.";
            case INTERRUPTED ->
                "The file was cut off before all of it was taken. Send the same file again: what was taken already is known again, and counts once.";
            case SUBMITTED -> "The file is taken. Its claims are being scored.";
        };
    }

    private static String look(LineOutcome outcome) {
        return switch (outcome) {
            case SCORED, DUPLICATE -> "good";
            case REJECTED, UNREADABLE, DEAD_LETTERED -> "bad";
            case SUBMITTED -> "";
        };
    }

    private static String words(LineOutcome outcome) {
        return switch (outcome) {
            case SUBMITTED -> "On its way";
            case SCORED -> "Scored";
            case REJECTED -> "Rejected";
            case DUPLICATE -> "There already";
            case DEAD_LETTERED -> "Dead letter";
            case UNREADABLE -> "Unreadable";
        };
    }
}
