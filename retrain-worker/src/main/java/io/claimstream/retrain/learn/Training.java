package io.claimstream.retrain.learn;

import io.claimstream.model.TrainingParameters;
import io.claimstream.model.training.Dataset;

/** Trains boosters. */
interface Training {

    /**
     * Trains.
     *
     * @param runId names the training
     * @return the booster in UBJ
     * @throws TrainingFailedException when no booster comes of it
     * @throws InterruptedException when the thread is interrupted; nothing is left behind
     */
    byte[] train(String runId, Dataset rows, TrainingParameters parameters) throws InterruptedException;

    /** Removes what trainings of an earlier process left behind. */
    void clean();
}
