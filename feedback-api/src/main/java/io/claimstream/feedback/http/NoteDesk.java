package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.Sealed;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.http.Note.State;
import io.claimstream.feedback.view.ErasedClaimException;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.platform.seal.CannotOpenException;
import io.claimstream.platform.seal.KeyEncryptionKeyMissingException;
import io.claimstream.platform.seal.SealedField;
import io.claimstream.platform.seal.Subject;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals notes for the claimant as soon as they are read, and opens them for those who may list feedback. Nothing but a request and its answer ever holds one in
 * the clear. Thread-safe.
 */
public final class NoteDesk {

    private static final Logger LOGGER = LoggerFactory.getLogger(NoteDesk.class);

    /** Who may list feedback: others see what was decided and not the words. */
    private static final Set<Role> READERS =
            EnumSet.of(Role.ADJUSTER, Role.ML_ENGINEER, Role.AUDITOR, Role.ADMINISTRATOR);

    private static final String REASON = "reason";

    private final ApiPorts ports;

    public NoteDesk(ApiPorts ports) {
        this.ports = ports;
    }

    /**
     * Seals a note on a revision of a claim.
     *
     * @return empty when the claimant was erased: there is no key to seal it with
     * @throws ProblemException when the read model does not have the revision yet
     */
    Optional<Sealed> seal(ClaimKey claim, int revision, String text) {
        return seal(claim, revision, SealedField.FEEDBACK_NOTE, text);
    }

    /** The same, for another field than the note of a feedback. */
    Optional<Sealed> seal(ClaimKey claim, int revision, SealedField field, String text) {
        Subject subject = subject(claim, revision).orElseThrow(ApiPorts::catchingUp);
        return ports.review().sealer().seal(subject, field, text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a caller may read of notes: nothing where there is none, or it is not for them. */
    public Function<Feedback, Optional<Note>> readBy(Caller caller) {
        return READERS.contains(caller.role()) ? this::of : feedback -> Optional.empty();
    }

    /** What a caller may read of the note of a decision that waits for a second person. */
    public Optional<Note> of(Caller caller, Matter.Decision decision) {
        return Optional.of(decision)
                .filter(it -> READERS.contains(caller.role()))
                .flatMap(this::of);
    }

    private Optional<Note> of(Matter.Decision decision) {
        return ports.readModel()
                .score(decision.scoreId())
                .flatMap(it ->
                        read(decision.claim(), it.revision(), decision.request().note()));
    }

    private Optional<Note> of(Feedback feedback) {
        return read(feedback.claim(), feedback.revision(), feedback.said().note());
    }

    /** A request to score once more, with its reason as far as a caller may read it. */
    public Rescore readBy(Caller caller, Rescore rescore) {
        return rescore.asked().sealed() == null
                ? rescore
                : rescore.because(isReader(caller) ? reason(rescore).words(REASON) : "");
    }

    /** Why a score is to be done again, whoever asks. */
    Note reason(Rescore rescore) {
        @Nullable Sealed sealed = rescore.asked().sealed();
        return sealed == null
                ? new Note(State.OPENED, rescore.asked().reason())
                : open(rescore.claim(), rescore.revision(), SealedField.RESCORE_REASON, sealed);
    }

    /** What waited for a second person, with why it was decided so as far as a caller may read it. */
    public Approval readBy(Caller caller, Approval approval) {
        Approval.@Nullable Decision decision = approval.decision();
        @Nullable Sealed sealed = decision == null ? null : decision.because().sealed();
        return sealed == null
                ? approval
                : approval.because(
                        isReader(caller) ? approval.matter().fold(command -> "", it -> because(it, sealed)) : null);
    }

    /** Of an erased claim that it was erased: a list shows the others. */
    private String because(Matter.Decision decision, Sealed sealed) {
        try {
            return ports.readModel()
                    .score(decision.scoreId())
                    .map(it -> open(decision.claim(), it.revision(), SealedField.APPROVAL_REASON, sealed))
                    .orElseGet(() -> new Note(State.UNREADABLE, ""))
                    .words(REASON);
        } catch (ErasedClaimException e) {
            return new Note(State.ERASED, "").words(REASON);
        }
    }

    /** A note on a revision of a claim; empty for null. */
    Optional<Note> read(ClaimKey claim, @Nullable Integer revision, @Nullable Sealed sealed) {
        return Optional.ofNullable(sealed).map(it -> open(claim, revision, SealedField.FEEDBACK_NOTE, it));
    }

    /** What was sealed for the claimant of a revision in a field; erased for null. */
    Note open(ClaimKey claim, int revision, SealedField field, @Nullable Sealed sealed) {
        return sealed == null ? new Note(State.ERASED, "") : open(claim, Integer.valueOf(revision), field, sealed);
    }

    /** Whether a caller may read what people wrote about claims. */
    static boolean isReader(Caller caller) {
        return READERS.contains(caller.role());
    }

    private Note open(ClaimKey claim, @Nullable Integer revision, SealedField field, Sealed sealed) {
        Optional<Subject> subject = revision == null ? Optional.empty() : subject(claim, revision);
        if (subject.isEmpty()) {
            return new Note(State.UNREADABLE, "");
        }
        try {
            return ports.review()
                    .sealer()
                    .open(subject.get(), field, sealed)
                    .map(it -> new Note(State.OPENED, new String(it.bytes(), StandardCharsets.UTF_8)))
                    .orElseGet(() -> new Note(State.ERASED, ""));
        } catch (CannotOpenException | KeyEncryptionKeyMissingException e) {
            LOGGER.atWarn()
                    .addKeyValue("claimId", claim.claimId())
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log("note not opened");
            return new Note(State.UNREADABLE, "");
        }
    }

    private Optional<Subject> subject(ClaimKey claim, int revision) {
        return ports.readModel().claimant(claim, revision).map(it -> new Subject(claim.insurer(), it));
    }
}
