package io.claimstream.feedback.page.submit;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.batch.Batch;
import io.claimstream.feedback.batch.BatchDesk;
import io.claimstream.feedback.batch.BatchFormat;
import io.claimstream.feedback.batch.BatchSearch;
import io.claimstream.feedback.batch.LineOutcome;
import io.claimstream.feedback.batch.LineResult;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.BatchFiles;
import io.claimstream.feedback.http.BatchLookup;
import io.claimstream.feedback.http.BatchUpload;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Takes a file of claims, and shows how far it is and what became of each line. */
public final class BatchPages {

    static final String PATH = SubmitPages.PATH + "/file";
    static final String BATCHES = SubmitPages.PATH + "/files";

    private static final int RECENT = 20;
    private static final int LINES = 50;

    private final BatchDesk batches;
    private final BatchUpload upload;
    private final BatchLookup lookup;
    private final BatchFiles files;
    private final Names names;
    private final Screen screen;

    public BatchPages(PagePorts ports, Screen screen) {
        this.batches = ports.api().batches();
        this.upload = new BatchUpload(batches);
        this.lookup = new BatchLookup(batches);
        this.files = new BatchFiles(batches);
        this.names = new Names(ports.api().access().people().accounts());
        this.screen = screen;
    }

    /** The pages. */
    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::form, "submitBatch", "listBatches"),
                PageRoute.post(PATH, this::take, "submitBatch"),
                PageRoute.get(BATCHES + "/{batchId}", this::batch, "showBatch", "listBatchLines"),
                PageRoute.get(BATCHES + "/{batchId}/progress", this::progress, "showBatch")
                        .watching(),
                PageRoute.get(BATCHES + "/{batchId}/results", this::download, "listBatchLines"));
    }

    private void form(Context context) {
        show(context, newId(), FormErrors.NONE, List.of());
    }

    private void take(Context context) throws IOException {
        try {
            Batch taken = upload.take(context).batch();
            Screen.goOn(context, BATCHES + "/" + taken.batchId());
        } catch (ProblemException e) {
            refuse(context, e.problem());
        }
    }

    /** A file that was cut off goes on where it ended when the same form is sent again, so that keeps its name. */
    private void refuse(Context context, Problem problem) {
        context.status(problem.code().status());
        boolean isSame = problem.code() != ProblemCode.IDEMPOTENCY_KEY_REUSED;
        String sent = Objects.requireNonNullElse(context.queryParam("form"), "");
        BatchTrouble trouble = new BatchTrouble(batches.limits(), Readers.of(context));
        show(context, isSame && !sent.isEmpty() ? sent : newId(), trouble.errors(problem), trouble.header(problem));
    }

    private void show(Context context, String formId, FormErrors errors, List<String> header) {
        Caller caller = Authentication.caller(context);
        BatchSearch own = new BatchSearch(
                Optional.ofNullable(caller.insurer()), Optional.of(caller.name()), Optional.empty(), RECENT);
        BatchViews views = views(context);
        screen.show(
                context,
                "Submit a file",
                "submit/file.jte",
                Map.of(
                        "formId",
                        formId,
                        "insurer",
                        Objects.requireNonNullElse(caller.insurer(), ""),
                        "limits",
                        new BatchTrouble(batches.limits(), Readers.of(context)).limits(),
                        "errors",
                        errors,
                        "header",
                        header,
                        "recent",
                        batches.list(own).stream().map(views::recent).toList()));
    }

    private void batch(Context context) {
        Batch batch = find(context);
        Optional<LineOutcome> outcome = BatchFiles.outcome(context);
        List<LineResult> lines = batches.lines(batch, outcome, after(context), LINES);
        BatchView view = views(context)
                .batch(batch, batches.counts(batch), outcome, lines, lines.size() == LINES, isBeginning(context));
        screen.show(
                context,
                "Submitted file",
                Screen.isPart(context) ? "submit/lines.jte" : "submit/batch.jte",
                Map.of("view", view));
    }

    /** How far it is; once it is done, the lines are shown as they are then. */
    private void progress(Context context) {
        Batch batch = find(context);
        BatchView view =
                views(context).batch(batch, batches.counts(batch), BatchFiles.outcome(context), List.of(), false, true);
        if (view.poll().isEmpty()) {
            context.header("HX-Trigger", "batch-done");
        }
        screen.show(context, "Submitted file", "submit/progress.jte", Map.of("view", view));
    }

    private void download(Context context) throws IOException {
        Batch batch = find(context);
        BatchFormat format =
                Query.oneOf(context, "format", BatchFormat.values()).orElse(BatchFormat.CSV);
        files.send(context, batch, BatchFiles.outcome(context), format);
    }

    private Batch find(Context context) {
        return lookup.find(context, context.pathParam("batchId"));
    }

    private BatchViews views(Context context) {
        return new BatchViews(Readers.of(context), names, batches.now());
    }

    private static int after(Context context) {
        return Query.number(context, "after")
                .map(it -> Math.toIntExact(Math.min(it, Integer.MAX_VALUE)))
                .orElse(0);
    }

    private static boolean isBeginning(Context context) {
        return after(context) == 0;
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
