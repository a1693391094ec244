package io.claimstream.feedback.http;

import io.claimstream.feedback.batch.BatchDesk;
import io.claimstream.feedback.batch.BatchRefusedException;
import io.claimstream.feedback.batch.BatchRequest;
import io.claimstream.feedback.batch.InterruptedBatchException;
import io.claimstream.feedback.publish.PublishException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Takes batches, for the API and for pages: one that is not taken is a problem. Thread-safe. */
public final class BatchIntake {

    private final BatchDesk batches;

    public BatchIntake(BatchDesk batches) {
        this.batches = batches;
    }

    /**
     * Takes a batch. Blocks until Kafka has it.
     *
     * @param declaredBytes how large the body says it is; negative when it does not
     * @throws ProblemException when it is not taken, or not all of it
     * @throws IOException when the disk fails
     */
    public BatchDesk.Receipt take(BatchRequest request, InputStream body, long declaredBytes) throws IOException {
        try {
            return batches.take(request, body, declaredBytes);
        } catch (BatchRefusedException e) {
            throw refused(e);
        } catch (InterruptedBatchException e) {
            throw interrupted(e);
        }
    }

    private ProblemException refused(BatchRefusedException refused) {
        return switch (refused.reason()) {
            case TOO_LARGE ->
                new ProblemException(
                        ProblemCode.BODY_TOO_LARGE,
                        "Expected at most " + batches.limits().maxBytes() + " bytes; nothing was submitted.");
            case TOO_MANY_LINES ->
                new ProblemException(
                        ProblemCode.BATCH_TOO_LONG,
                        "Expected at most " + batches.limits().maxLines() + " lines; nothing was submitted.");
            case EMPTY -> invalid("EMPTY", "at least one line with a claim");
            case WRONG_HEADER ->
                new ProblemException(Problem.of(
                        ProblemCode.INVALID_BODY,
                        refused.problems().stream().map(BatchJson::field).toList()));
            case BROKEN_OFF ->
                new ProblemException(ProblemCode.BAD_REQUEST, "Expected the whole body in time, but it broke off.");
            case BUSY -> new ProblemException(ProblemCode.TOO_BUSY, "Expected fewer batches at once.");
            case IN_FLIGHT ->
                new ProblemException(
                        linked(ProblemCode.IN_FLIGHT, "Expected the same batch to be done first.", refused.batchId()));
            case KEY_REUSED ->
                new ProblemException(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED, "Expected a new Idempotency-Key for another request.");
        };
    }

    private static ProblemException interrupted(InterruptedBatchException interrupted) {
        return new ProblemException(linked(
                interrupted.reason() == PublishException.Cause.UNAVAILABLE
                        ? ProblemCode.KAFKA_UNAVAILABLE
                        : ProblemCode.TOO_BUSY,
                "Expected an acknowledgement of Kafka for each line; the same request sent again under its key goes on.",
                Optional.of(interrupted.batchId())));
    }

    private static Problem linked(ProblemCode code, String detail, Optional<String> batchId) {
        Problem problem = Problem.of(code, detail);
        return batchId.map(id -> problem.withLink(Links.batch(id))).orElse(problem);
    }

    private static ProblemException invalid(String code, String expected) {
        return new ProblemException(
                Problem.of(ProblemCode.INVALID_BODY, List.of(new Problem.Field("", code, expected))));
    }
}
