package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.PersonalBlock;
import io.claimstream.event.Sealed;
import io.claimstream.platform.seal.CannotOpenException;
import io.claimstream.platform.seal.KeyEncryptionKeyMissingException;
import io.claimstream.platform.seal.SealedField;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.json.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/** Opens what is sealed for one person. Thread-safe. */
final class Opener {

    private static final String STATE = "state";

    private final Sealer sealer;
    private final Subject subject;

    Opener(Sealer sealer, Subject subject) {
        this.sealer = sealer;
        this.subject = subject;
    }

    /** A personal block: {@code state} is {@code opened}, {@code erased} or {@code unreadable}. */
    ObjectNode personal(Sealed sealed) {
        return opened(SealedField.PERSONAL_BLOCK, sealed);
    }

    /** Puts a note and its state on what it was said with; nothing where there is none. */
    void note(@Nullable Sealed sealed, ObjectNode said) {
        if (sealed != null) {
            said.set("note", opened(SealedField.FEEDBACK_NOTE, sealed));
        }
    }

    /** Puts why a score is to be done again on its request; nothing where it is not sealed. */
    void rescoreReason(@Nullable Sealed sealed, ObjectNode request) {
        if (sealed != null) {
            request.set("reason", opened(SealedField.RESCORE_REASON, sealed));
        }
    }

    /** Puts why a second person decided so on what they decided; nothing where it is not sealed. */
    void approvalReason(@Nullable Sealed sealed, ObjectNode approval) {
        if (sealed != null) {
            approval.set("decidedBecause", opened(SealedField.APPROVAL_REASON, sealed));
        }
    }

    /** What was written with a contest, and its state. */
    ObjectNode contest(Sealed sealed) {
        return opened(SealedField.CONTEST_TEXT, sealed);
    }

    private ObjectNode opened(SealedField field, Sealed sealed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        try {
            var opened = sealer.open(subject, field, sealed);
            if (opened.isEmpty()) {
                json.put(STATE, "erased");
            } else if (opened.get().fingerprint() != field.fingerprint()) {
                json.put(STATE, "unreadable");
            } else {
                json.put(STATE, "opened");
                fill(field, opened.get().bytes(), json);
            }
        } catch (CannotOpenException | KeyEncryptionKeyMissingException e) {
            json.put(STATE, "unreadable");
        }
        return json;
    }

    private static void fill(SealedField field, byte[] bytes, ObjectNode json) {
        if (!field.equals(SealedField.PERSONAL_BLOCK)) {
            json.put("text", new String(bytes, StandardCharsets.UTF_8));
            return;
        }
        try {
            json.setAll(EventJson.toJson(new SpecificDatumReader<PersonalBlock>(PersonalBlock.getClassSchema())
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null))));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a personal block as claim-ingest writes it.", e);
        }
    }
}
