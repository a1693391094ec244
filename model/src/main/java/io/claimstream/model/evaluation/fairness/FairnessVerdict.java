package io.claimstream.model.evaluation.fairness;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.function.Function;

/** What fairness says about a promotion. Only a model that passed may be promoted. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FairnessVerdict.Passed.class, name = "passed"),
    @JsonSubTypes.Type(value = FairnessVerdict.Blocked.class, name = "blocked"),
    @JsonSubTypes.Type(value = FairnessVerdict.Unmeasured.class, name = "unmeasured")
})
public sealed interface FairnessVerdict {

    /**
     * No cell has a gap above the limit that chance does not explain.
     *
     * @param cells cells compared, two or more
     */
    record Passed(int cells) implements FairnessVerdict {}

    /**
     * Some have.
     *
     * @param cells names of the cells, at least one
     */
    record Blocked(List<String> cells) implements FairnessVerdict {
        public Blocked {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Nothing can be compared.
     *
     * @param why for people
     */
    record Unmeasured(String why) implements FairnessVerdict {}

    /** Handles every case. */
    default <R> R fold(Function<Passed, R> passed, Function<Blocked, R> blocked, Function<Unmeasured, R> unmeasured) {
        if (this instanceof Passed it) {
            return passed.apply(it);
        }
        return this instanceof Blocked it ? blocked.apply(it) : unmeasured.apply((Unmeasured) this);
    }
}
