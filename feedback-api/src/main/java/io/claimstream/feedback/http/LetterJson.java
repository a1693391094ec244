package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.letter.Contents.Content;
import io.claimstream.feedback.letter.Letter;
import io.claimstream.feedback.letter.Rejected;
import io.claimstream.feedback.letter.Replay;
import io.claimstream.feedback.letter.Replay.Sent;
import io.claimstream.feedback.letter.Replayable;
import io.claimstream.platform.deadletter.DeadLetterCode;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.DecodingException;
import java.util.Arrays;
import java.util.Base64;

/** Dead letters and rejections as JSON, and what is left to do with each. */
public final class LetterJson {

    private static final int MOST_BYTES = 65_536;

    private LetterJson() {}

    static ObjectNode of(Letter letter) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("letterId", letter.id().toString())
                .put("code", letter.cause().code())
                .put("service", letter.cause().service());
        if (!letter.cause().error().isEmpty()) {
            json.put("error", letter.cause().error());
        }
        json.put("diedAt", letter.diedAt().toString()).put("bytes", letter.bytes());
        place(
                json.putObject("source"),
                letter.source().topic(),
                letter.source().partition(),
                letter.source().offset());
        json.put("sourceAt", letter.source().at().toString());
        place(
                json.putObject("letter"),
                Topics.CLAIMS_DEAD.name(),
                letter.id().partition(),
                letter.id().offset());
        Letter.About claim = letter.claim();
        if (claim != null) {
            json.put("insurer", claim.insurer())
                    .put("claimId", claim.claimId())
                    .put("revision", claim.revision())
                    .put("claimLink", Links.claim(new ClaimKey(claim.insurer(), claim.claimId())));
        }
        json.put("replayable", Replayable.is(letter));
        letter.asked().ifPresent(it -> json.set("replay", replay(it)));
        return json.put("hint", hint(letter)).put("link", Links.DEAD_LETTERS + "/" + letter.id());
    }

    /** What is left to do with a letter, in a sentence. */
    public static String hint(Letter letter) {
        String service = letter.cause().service();
        if (!Replayable.is(letter)) {
            return "It is not put back: " + letter.source().topic()
                    + " has one writer, and a copy would count twice. Mend the cause in " + service
                    + ". Where a claim waits for it, a newer revision goes through.";
        }
        return letter.replay() == null ? before(letter) : "It is put back once, whoever asks again.";
    }

    private static String before(Letter letter) {
        String code = letter.cause().code();
        if (code.equals(DecodingException.Code.UNKNOWN_SCHEMA_ID.name())) {
            return "Put it back once the schema registry knows the schema that it was written with.";
        }
        if (code.equals(DeadLetterCode.CANNOT_OPEN.name())) {
            return "Put it back once the file of the key that it was sealed with is among the secrets of "
                    + letter.cause().service() + ", and the database is the one that it was sealed beside.";
        }
        return Arrays.stream(DecodingException.Code.values())
                        .anyMatch(it -> it.name().equals(code))
                ? "Have its sender send it in the form of its topic. Put back as it is, it dies again, unless "
                        + letter.cause().service() + " was at fault and is mended."
                : "Put it back once the cause in " + letter.cause().service() + " is mended.";
    }

    static ObjectNode of(Rejected rejected) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rejectionId", rejected.id().toString())
                .put("insurer", rejected.claim().insurer())
                .put("claimId", rejected.claim().claimId())
                .put("revision", rejected.revision())
                .put("submittedAt", rejected.at().toString());
        place(
                json.putObject("source"),
                Topics.CLAIMS_SUBMITTED.name(),
                rejected.id().partition(),
                rejected.id().offset());
        json.set("violations", rejected.violations());
        return json.put("hint", "It is not put back: the same would be rejected again. Send a corrected revision.")
                .put("claimLink", Links.claim(rejected.claim()))
                .put("link", Links.REJECTIONS + "/" + rejected.id());
    }

    static ObjectNode of(Content content) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("bytes", content.bytes().length);
        if (content.event() == null) {
            byte[] bytes = content.bytes();
            json.put(
                    "base64",
                    Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES))));
        } else {
            json.set("event", content.event());
        }
        return json;
    }

    private static ObjectNode replay(Replay replay) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("state", replay.state().name())
                .put("by", replay.by())
                .put("askedAt", replay.askedAt().toString());
        Sent sent = replay.sent();
        if (sent != null) {
            place(json.putObject("sent"), sent.topic(), sent.partition(), sent.offset());
            json.put("sentAt", sent.at().toString());
        }
        if (replay.outcome() != null) {
            json.put("outcome", replay.outcome().name());
        }
        return json;
    }

    private static void place(ObjectNode json, String topic, int partition, long offset) {
        json.put("topic", topic).put("partition", partition).put("offset", offset);
    }
}
