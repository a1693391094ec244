package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Exports of what is held on one claimant, one at a time: each holds a transaction and looks topics through. Memory grows with the number of the claimant's revisions, and with
 * nothing else. Thread-safe.
 */
public final class Exports {

    /** The content security policy of the page. */
    public static final String CONTENT_SECURITY_POLICY = PageWords.CONTENT_SECURITY_POLICY;

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final Sources sources;
    private final Semaphore turn = new Semaphore(1);

    public Exports(Jdbi jdbi, AuditTrail audit, Clock clock, Sources sources) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.sources = sources;
    }

    /**
     * What an export is gathered from, beside the database.
     *
     * @param logs opens the log; closed again after each export
     * @param serdes decode its events
     * @param sealer opens what is sealed
     * @param readModel answers which models learned from a claim
     */
    public record Sources(Supplier<SubjectLog> logs, EventSerdes serdes, Sealer sealer, ReadModel readModel) {}

    /** In which form it is written. */
    public enum Form {
        JSON,
        HTML
    }

    /** The claimant of the newest accepted revision of a claim; empty when there is none. */
    public Optional<Subject> ofClaim(ClaimKey claim) {
        return jdbi.withHandle(handle -> SubjectTable.ofClaim(handle, claim));
    }

    /** Whether anything is held on somebody of that pseudonym, or was erased. */
    public boolean isKnown(Subject subject) {
        return jdbi.withHandle(handle -> SubjectTable.isKnown(handle, subject));
    }

    /**
     * Begins an export: from here on it is in the audit trail, without the reason, which is free text.
     *
     * @param reason why it was asked for; stands in the export
     * @return empty while another one is written
     */
    public Optional<Export> begin(Act act, Subject subject, String reason) {
        if (!turn.tryAcquire()) {
            return Optional.empty();
        }
        try {
            jdbi.useHandle(handle -> audit.add(
                    handle,
                    act.done(
                            AuditAction.PERSONAL_DATA_EXPORTED,
                            RecordSections.resource(subject),
                            subject.insurer(),
                            States.none())));
            return Optional.of(new Export(subject, reason));
        } catch (RuntimeException e) {
            turn.release();
            throw e;
        }
    }

    /** One export. Not thread-safe. */
    public final class Export implements AutoCloseable {

        private final Subject subject;
        private final String reason;

        private Export(Subject subject, String reason) {
            this.subject = subject;
            this.reason = reason;
        }

        /**
         * Writes it. Once.
         *
         * @param out is flushed and not closed
         * @throws java.io.UncheckedIOException when nobody reads on
         * @throws org.apache.kafka.common.errors.RetriableException when Kafka does not answer
         */
        public void write(Form form, OutputStream out) {
            ExportSink sink = form == Form.JSON
                    ? new JsonSink(out)
                    : new HtmlSink(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
            jdbi.useTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
                Optional<ObjectNode> erasure = SubjectTable.erasure(handle, subject);
                if (erasure.isPresent()) {
                    sink.erased(head().set("erased", erasure.get()));
                    return;
                }
                try (SubjectLog log = sources.logs().get()) {
                    Counted counted = new Counted(sink);
                    SubjectExport export = new SubjectExport(new Gathering(
                            handle,
                            OwnRevisions.read(handle, subject),
                            new LogReader(log, sources.serdes()),
                            new Opener(sources.sealer(), subject),
                            sources.readModel(),
                            counted));
                    sink.begin(head().put("reason", reason));
                    export.write();
                    sink.end(counted.counts());
                }
            });
        }

        private ObjectNode head() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("insurer", subject.insurer())
                    .put("subject", subject.pseudonym())
                    .put("madeAt", clock.instant().toString());
        }

        @Override
        public void close() {
            turn.release();
        }
    }
}
