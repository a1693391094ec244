package io.claimstream.domain.counterfactual;

import io.claimstream.event.Accident;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * What a preview may change about a claim: what is claimed, the injury and the accident, for whoever previews asks what would be if a fact were
 * otherwise. A counterfactual, which proposes changes of its own accord, may change less: see {@link ClaimFields}.
 */
public enum PreviewField {
    /** May be changed. */
    CHANGEABLE,
    /** Says which claim it is and when it came about, or is sealed: the history that was served belongs to it. */
    IMMUTABLE,
    /** Age and gender, which no model sees. */
    PROTECTED,
    /** Not a field of a claim. */
    UNKNOWN;

    private static final Map<String, Schema> PARTS = Map.of(
            "headsOfLoss", HeadsOfLoss.getClassSchema(),
            "injury", Injury.getClassSchema(),
            "accident", Accident.getClassSchema());

    private static final String PROTECTED_PART = "protectedAttributes";

    /** Paths of the fields that may be changed, such as {@code headsOfLoss.specialTherapy}, sorted. */
    public static final List<String> CHANGEABLE_PATHS = List.copyOf(new TreeSet<>(PARTS.entrySet().stream()
            .flatMap(part -> part.getValue().getFields().stream().map(field -> part.getKey() + "." + field.name()))
            .toList()));

    /** What may be done with a path of a claim, as submitted or as accepted. */
    public static PreviewField of(String path) {
        if (CHANGEABLE_PATHS.contains(path)) {
            return CHANGEABLE;
        }
        String[] names = path.split("\\.", 2);
        if (names[0].equals(PROTECTED_PART)) {
            return PROTECTED;
        }
        boolean isPart = PARTS.containsKey(names[0]);
        return !isPart && isField(names[0]) ? IMMUTABLE : UNKNOWN;
    }

    private static boolean isField(String name) {
        return Stream.of(ClaimAccepted.getClassSchema(), ClaimSubmitted.getClassSchema())
                .anyMatch(schema -> schema.getField(name) != null);
    }
}
