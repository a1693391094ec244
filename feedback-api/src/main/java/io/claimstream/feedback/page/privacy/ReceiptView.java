package io.claimstream.feedback.page.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.privacy.ErasureView.Fact;
import io.claimstream.feedback.privacy.Receipt;
import io.claimstream.schemas.json.EventJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A receipt as people read it. What is signed is the document that its file holds.
 *
 * @param number as it is written
 * @param facts what it says
 * @param learned versions that had learned from the claimant
 * @param remains what remains, until when and why
 * @param signature Ed25519 over the document, Base64
 */
public record ReceiptView(
        String number,
        List<Fact> facts,
        List<Learned> learned,
        List<Remains> remains,
        String signature,
        String keyId,
        String publicKey) {

    /** A version that had learned from some claims of the claimant. */
    public record Learned(String version, String claims) {}

    /** What is not gone. */
    public record Remains(String what, String until, String because) {}

    static ReceiptView of(Receipt receipt, String publicKey, Reader reader, Names names) {
        JsonNode document = EventJson.parse(receipt.document());
        return new ReceiptView(
                document.path("receipt").asText(),
                facts(document, reader, names),
                each(document, "learnedFrom").stream()
                        .map(it -> new Learned(
                                it.path("version").asText(),
                                reader.count(it.path("claims").asLong())))
                        .toList(),
                each(document, "remains").stream()
                        .map(it -> new Remains(
                                it.path("what").asText(),
                                it.path("until").isMissingNode() ? Reader.NONE : time(it, "until", reader),
                                it.path("because").asText()))
                        .toList(),
                receipt.signature(),
                receipt.keyId(),
                publicKey);
    }

    private static List<Fact> facts(JsonNode document, Reader reader, Names names) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Receipt", document.path("receipt").asText()));
        facts.add(new Fact("Insurer", document.path("insurer").asText()));
        facts.add(new Fact(
                "SHA-256 of insurer|pseudonym", document.path("subjectSha256").asText()));
        facts.add(new Fact("Reason", document.path("reason").asText()));
        facts.add(new Fact("Asked for by", who(document, "asked", reader, names)));
        facts.add(new Fact("Confirmed by", who(document, "confirmed", reader, names)));
        facts.add(new Fact("Key destroyed", time(document, "erasedAt", reader)));
        facts.add(new Fact("All done", time(document, "doneAt", reader)));
        facts.add(new Fact(
                "Labels that the next training leaves out",
                reader.count(document.path("nextTrainingLeavesOut").asLong())));
        return facts;
    }

    private static String who(JsonNode document, String did, Reader reader, Names names) {
        return names.apply(document.path(did + "By").asText()) + ", " + time(document, did + "At", reader);
    }

    private static String time(JsonNode json, String field, Reader reader) {
        return reader.time(Instant.parse(json.path(field).asText()));
    }

    private static List<JsonNode> each(JsonNode document, String field) {
        return StreamSupport.stream(document.path(field).spliterator(), false).toList();
    }
}
