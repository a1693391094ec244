package io.claimstream.feedback.privacy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.privacy.ErasureTable.Done;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What a receipt says. It leaves the house, so it names the claimant by a digest of the pseudonym: the paper alone does not hold the pseudonym, and whoever has that can tell that the
 * receipt is of it. Whoever may read erasures finds the pseudonym by the number.
 *
 * @param erasure confirmed
 * @param steps everything that was done
 * @param learned how many claims of the claimant each model version had learned from, by version
 * @param leftOut how many labelled claims the next training leaves out
 */
record ReceiptContent(Erasure erasure, Map<Step, Done> steps, SortedMap<String, Integer> learned, int leftOut) {

    /** The document, as it is signed. */
    String text(Instant doneAt) {
        Erasure.Decided confirmed = Objects.requireNonNull(erasure.decided());
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("receipt", erasure.receiptText())
                .put("erasureId", erasure.erasureId())
                .put("insurer", erasure.subject().insurer())
                .put("subjectSha256", digest(erasure.subject()))
                .put("reason", erasure.reason())
                .put("askedBy", erasure.asked().by())
                .put("askedAt", erasure.asked().at().toString())
                .put("confirmedBy", confirmed.by())
                .put("confirmedAt", confirmed.at().toString())
                .put("erasedAt", erasedAt().toString())
                .put("doneAt", doneAt.toString());
        ArrayNode done = json.putArray("done");
        steps.forEach((step, it) -> {
            ObjectNode one =
                    done.addObject().put("step", step.name()).put("at", it.at().toString());
            one.set("counts", it.result());
        });
        ArrayNode versions = json.putArray("learnedFrom");
        learned.forEach((version, claims) ->
                versions.addObject().put("version", version).put("claims", claims));
        json.put("nextTrainingLeavesOut", leftOut);
        ArrayNode remains = json.putArray("remains");
        for (Topic<?> topic : List.<Topic<?>>of(Topics.CLAIMS_SUBMITTED, Topics.CLAIMS_DEAD)) {
            topic.retention().ifPresent(kept -> remains.addObject()
                    .put("what", topic.name())
                    .put(
                            "until",
                            erasedAt().plus(kept).plus(Topic.DELETED_WITHIN).toString())
                    .put(
                            "because",
                            "Submissions as they came are deleted by then, unless the topic was set otherwise."));
        }
        remains.addObject()
                .put("what", "other topics")
                .put(
                        "because",
                        "Records under the pseudonym stay: nothing leads from it to the person, but for the number of the policy to whoever has the key it is looked up by and the database. Sealed fields on them cannot be opened any more.");
        remains.addObject()
                .put("what", "backups")
                .put(
                        "because",
                        "A backup of the database from before holds the wrapped key and the row of the pseudonym, until it is deleted.");
        return EventJson.format(json);
    }

    /** When the key was destroyed. */
    private Instant erasedAt() {
        return Objects.requireNonNull(steps.get(Step.KEYS)).at();
    }

    /** SHA-256 of insurer and pseudonym, with a bar between them; hexadecimal. */
    static String digest(Subject subject) {
        try {
            byte[] text = (subject.insurer() + "|" + subject.pseudonym()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
