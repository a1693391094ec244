package io.claimstream.feedback.events;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The topics that events are read from, and the letter of each in an {@link EventId}. Letters are stable: clients keep ids. */
final class EventTopics {

    private static final Map<Character, Topic<?>> BY_LETTER = Map.of(
            's', Topics.CLAIMS_SCORED,
            'r', Topics.CLAIMS_REJECTED,
            'f', Topics.CLAIMS_FEEDBACK,
            'd', Topics.MODELS_DEPLOYMENTS,
            'v', Topics.MODELS_VERSIONS);

    private static final Map<String, Character> LETTERS = BY_LETTER.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(it -> it.getValue().name(), Map.Entry::getKey));

    private static final Map<EventKind, List<Topic<?>>> OF_KIND = Map.of(
            EventKind.SCORE, List.of(Topics.CLAIMS_SCORED),
            EventKind.REJECTION, List.of(Topics.CLAIMS_REJECTED),
            EventKind.MODEL, List.of(Topics.MODELS_DEPLOYMENTS, Topics.MODELS_VERSIONS),
            EventKind.QUEUE, List.of(Topics.CLAIMS_SCORED, Topics.CLAIMS_FEEDBACK));

    /** Names of all of them. */
    static final Set<String> ALL = LETTERS.keySet();

    private EventTopics() {}

    static Optional<Topic<?>> of(char letter) {
        return Optional.ofNullable(BY_LETTER.get(letter));
    }

    static char letter(String topic) {
        Character letter = LETTERS.get(topic);
        if (letter == null) {
            throw new IllegalArgumentException("Expected a topic that events are read from, but got " + topic + ".");
        }
        return letter;
    }

    /** Names of the topics that tell of some kinds. */
    static Set<String> of(Collection<EventKind> kinds) {
        return kinds.stream()
                .flatMap(kind -> OF_KIND.getOrDefault(kind, List.of()).stream())
                .map(Topic::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
