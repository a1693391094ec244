package io.claimstream.retrain.learn;

import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.run.TrainingRun;
import java.util.OptionalLong;

/**
 * A training to be done.
 *
 * @param slot for which slot
 * @param cause what set it off
 * @param answers offset of the command that is done with once this is; empty when there is none, or when more follows from it
 */
record Task(SlotName slot, TrainingRun.Cause cause, OptionalLong answers) {}
