package io.claimstream.model;

import io.claimstream.model.artifact.Refusal;
import java.util.function.Function;

/** What came of loading a model. */
public sealed interface LoadResult {

    /** It passed every check. */
    record Loaded(LoadedModel model) implements LoadResult {}

    /** It failed one. */
    record Refused(Refusal refusal) implements LoadResult {}

    /** The value of whichever case this is. */
    default <R> R fold(Function<LoadedModel, R> loaded, Function<Refusal, R> refused) {
        if (this instanceof Loaded yes) {
            return loaded.apply(yes.model());
        }
        return refused.apply(((Refused) this).refusal());
    }
}
