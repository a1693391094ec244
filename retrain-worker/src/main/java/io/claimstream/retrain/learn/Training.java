package io.claimstream.retrain.learn;

import io.claimstream.model.TrainingParameters;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.TrainedModel;

/** Trains boosters. */
interface Training {

    /**
     * Trains.
     *
     * @param runId names the training
     * @return the booster and how hard claims are for it
     * @throws TrainingFailedException when no booster comes of it
     * @throws InterruptedException when the thread is interrupted; nothing is left behind
     */
    TrainedModel train(String runId, Dataset rows, TrainingParameters parameters) throws InterruptedException;

    /** Removes what trainings of an earlier process left behind. */
    void clean();
}
