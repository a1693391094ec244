package io.claimstream.feedback.letter;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topic.Writer;
import io.claimstream.schemas.Topics;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which letters may be put back. Where a record that comes twice has one effect: on topics that upstream or the API write, whose readers know what they have read; for
 * a scorer that wrote no score: the other reader of features, retrain-worker, leaves copies out of drift, and labels by the record that the score names; and for
 * snapshots on their way to a claim, of which it takes the first. And changes to the history, on which revisions wait: feature-stream has not applied the original, and
 * its copy says that it counts instead. A copy of an accepted claim would count it twice; no other revision waits for it.
 */
public final class Replayable {

    /** Snapshots on their way to their claims, within feature-stream. */
    private static final String SNAPSHOTS = "claimstream-features-snapshots-by-claim-repartition";

    private static final List<String> TOPICS = List.of(
            Topics.CLAIMS_SUBMITTED.name(), Topics.CLAIMS_FEEDBACK.name(), Topics.CLAIMS_RESCORE_REQUESTS.name());

    /** Where only letters of one service are put back. */
    private static final List<Place> PLACES = List.of(
            new Place(Topics.CLAIMS_FEATURES.name(), Writer.SCORING_PROCESSOR.label()),
            new Place(Topics.CLAIMS_HISTORY.name(), Writer.FEATURE_STREAM.label()),
            new Place(SNAPSHOTS, Writer.FEATURE_STREAM.label()));

    /** As SQL on a row of view_letter. Made of constants only. */
    static final String CONDITION = "(l.source_topic in ('" + String.join("', '", TOPICS) + "') or "
            + PLACES.stream().map(Place::condition).collect(Collectors.joining(" or ")) + ")";

    private Replayable() {}

    /**
     * A topic and a reader of it.
     *
     * @param service which gave a record up
     */
    private record Place(String topic, String service) {

        String condition() {
            return "(l.source_topic = '" + topic + "' and l.service = '" + service + "')";
        }
    }

    /** The topics of the catalogue on which letters are put back. */
    public static List<Topic<?>> targets() {
        return Topics.ALL.stream()
                .<Topic<?>>map(topic -> topic)
                .filter(topic -> TOPICS.contains(topic.name())
                        || PLACES.stream().anyMatch(it -> it.topic().equals(topic.name())))
                .toList();
    }

    /** The topics between steps of a service on which letters are put back, by their full names. */
    public static List<String> targetsBetweenSteps() {
        return List.of(SNAPSHOTS);
    }

    /** Whether each record of a topic adds to something: a copy has to be the only one, and to say what it counts instead of. */
    static boolean isCounted(String topic) {
        return topic.equals(Topics.CLAIMS_HISTORY.name());
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
        return TOPICS.contains(topic) || PLACES.contains(new Place(topic, service));
    }
}
