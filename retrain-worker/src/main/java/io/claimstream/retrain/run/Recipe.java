package io.claimstream.retrain.run;

/**
 * What, beside the data, a run is made with.
 *
 * @param parameters parameters of the training as JSON
 * @param code what code trains, as {@link io.claimstream.model.training.TrainerCode} says it
 */
public record Recipe(String parameters, String code) {}
