package io.claimstream.retrain.learn;

import io.claimstream.event.ModelCommand;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.run.TrainingRun;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A training to be done.
 *
 * @param slot for which slot
 * @param cause what set it off
 * @param answers offset of the command that is done with once this is; empty when there is none, or when more follows from it
 * @param command the command behind it; empty when nobody asked
 */
record Task(SlotName slot, TrainingRun.Cause cause, OptionalLong answers, Optional<ModelCommand> command) {

    /** A training that nobody asked for. */
    static Task byItself(SlotName slot, TrainingRun.Cause cause) {
        return new Task(slot, cause, OptionalLong.empty(), Optional.empty());
    }
}
