package io.claimstream.feedback.http;

import io.claimstream.feedback.batch.Batch;
import io.claimstream.feedback.batch.BatchDesk;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds batches of the insurer that a caller serves. Thread-safe. */
public final class BatchLookup {

    private static final Pattern ID = Pattern.compile("b_[0-9a-f]{32}");

    private final BatchDesk batches;

    public BatchLookup(BatchDesk batches) {
        this.batches = batches;
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * A batch.
     *
     * @throws ProblemException when there is none, or not for this caller
     */
    public Batch find(Context context, String batchId) {
        return Optional.of(batchId)
                .filter(BatchLookup::isId)
                .flatMap(batches::find)
                .filter(it -> Authentication.caller(context).serves(it.insurer()))
                .orElseThrow(() ->
                        new ProblemException(ProblemCode.BATCH_NOT_FOUND, "Expected the id of a batch of yours."));
    }
}
