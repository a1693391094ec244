package io.claimstream.feedback.letter;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topic.Writer;
import io.claimstream.schemas.Topics;
import java.util.List;

/**
 * Which letters may be put back. Only where a record that comes twice has one effect: on topics that upstream or the API write, whose readers know what they have
 * read, and for a scorer that wrote no score: the other reader of features, retrain-worker, leaves copies out of drift, and labels by the record that the score names. Any
 * other copy on a topic that one service alone writes would count a claim or its history twice.
 */
public final class Replayable {

    private static final List<String> TOPICS = List.of(
            Topics.CLAIMS_SUBMITTED.name(), Topics.CLAIMS_FEEDBACK.name(), Topics.CLAIMS_RESCORE_REQUESTS.name());

    /** As SQL on a row of view_letter. Made of constants only. */
    static final String CONDITION = "(l.source_topic in ('" + String.join("', '", TOPICS) + "') or (l.source_topic = '"
            + Topics.CLAIMS_FEATURES.name() + "' and l.service = '" + Writer.SCORING_PROCESSOR.label() + "'))";

    private Replayable() {}

    /** The topics on which letters are put back. */
    public static List<Topic<?>> targets() {
        return Topics.ALL.stream()
                .<Topic<?>>map(topic -> topic)
                .filter(topic -> TOPICS.contains(topic.name()) || topic.equals(Topics.CLAIMS_FEATURES))
                .toList();
    }

    /** Whether a letter may be put back on the topic that it came from. */
    public static boolean is(Letter letter) {
        return is(letter.source().topic(), letter.cause().service());
    }

    /**
     * Whether a letter may be put back.
     *
     * @param topic full name of the topic that it came from
     * @param service which gave it up
     */
    public static boolean is(String topic, String service) {
        return TOPICS.contains(topic)
                || (topic.equals(Topics.CLAIMS_FEATURES.name()) && service.equals(Writer.SCORING_PROCESSOR.label()));
    }
}
