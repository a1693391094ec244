package io.claimstream.feedback.batch;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A batch that is not taken, or not as a whole. */
public final class BatchRefusedException extends RuntimeException {

    private final Reason reason;
    private final transient List<LineProblem> problems;
    private final @Nullable String batchId;

    /** Why. */
    public enum Reason {
        /** More bytes than allowed; nothing was submitted. */
        TOO_LARGE,
        /** More lines than allowed; nothing was submitted. */
        TOO_MANY_LINES,
        /** No line at all. */
        EMPTY,
        /** The header is not that of a motor injury file; nothing was submitted. */
        WRONG_HEADER,
        /** The body broke off, or came too slowly; nothing was submitted. */
        BROKEN_OFF,
        /** Too many batches at once. */
        BUSY,
        /** The same request is being carried out. */
        IN_FLIGHT,
        /** The key came before with another body. */
        KEY_REUSED
    }

    BatchRefusedException(Reason reason) {
        this(reason, List.of(), null);
    }

    BatchRefusedException(Reason reason, List<LineProblem> problems) {
        this(reason, problems, null);
    }

    BatchRefusedException(Reason reason, List<LineProblem> problems, @Nullable String batchId) {
        super("Expected a batch that can be taken, but: " + reason + ".");
        this.reason = reason;
        this.problems = List.copyOf(problems);
        this.batchId = batchId;
    }

    public Reason reason() {
        return reason;
    }

    /** Places in the header. */
    public List<LineProblem> problems() {
        return problems;
    }

    /** The batch that is meant, where there is one. */
    public Optional<String> batchId() {
        return Optional.ofNullable(batchId);
    }
}
