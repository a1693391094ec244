package io.claimstream.retrain.learn;

import io.claimstream.model.TrainingParameters;
import io.claimstream.model.UploadOrigin;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.TrainedModel;
import java.util.Optional;

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

    /**
     * What there is to say of how a model was made.
     *
     * @param parameters what it was trained with
     * @param upload where it came from when it was not trained here
     */
    record Made(TrainingParameters parameters, Optional<UploadOrigin> upload) {}

    /**
     * Tells how a model was made that {@link #train} gave.
     *
     * @param asked the parameters that were given then
     */
    default Made made(TrainedModel trained, Dataset rows, TrainingParameters asked) {
        return new Made(asked, Optional.empty());
    }

    /** Removes what trainings of an earlier process left behind. */
    void clean();
}
