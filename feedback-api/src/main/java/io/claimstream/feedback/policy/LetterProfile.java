package io.claimstream.feedback.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an insurer says of itself in letters to claimants, and how much time there is. Immutable.
 *
 * @param sender name and address of the insurer, a line each; 1 to {@value #MOST_LINES}
 * @param contact whom to write to or to call in order to contest
 * @param contestDays days from the letter within which the claimant may contest; null for no end
 * @param answerDays days of 24 hours within which the insurer answers who contests, from when it was received
 */
public record LetterProfile(List<String> sender, String contact, @Nullable Integer contestDays, int answerDays) {

    /** Without a profile. */
    public static final int USUAL_ANSWER_DAYS = 28;

    /** The most days that an answer may take: within the one month of Article 12(3) GDPR, whichever month that is. */
    public static final int MOST_ANSWER_DAYS = 28;

    /** The most days for claimants to contest. */
    public static final int MOST_CONTEST_DAYS = 3_650;

    /** The most lines of a sender. */
    public static final int MOST_LINES = 8;

    public LetterProfile {
        sender = List.copyOf(sender);
    }

    /** It as it is laid down. */
    ObjectNode document() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var lines = json.putArray("sender");
        sender.forEach(lines::add);
        json.put("contact", contact);
        if (contestDays != null) {
            json.put("contestDays", contestDays);
        }
        return json.put("answerDays", answerDays);
    }

    static LetterProfile of(JsonNode document) {
        JsonNode days = document.path("contestDays");
        return new LetterProfile(
                document.path("sender").valueStream().map(JsonNode::asText).toList(),
                document.path("contact").asText(),
                days.isMissingNode() ? null : Integer.valueOf(days.intValue()),
                // More were once taken.
                Math.min(document.path("answerDays").intValue(), MOST_ANSWER_DAYS));
    }
}
