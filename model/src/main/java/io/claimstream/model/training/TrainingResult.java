package io.claimstream.model.training;

/**
 * What a training process tells at its end.
 *
 * @param rows rows trained on
 * @param rounds trees grown
 * @param trainRmse root mean squared error of the logarithm on the training rows
 * @param artifactSha256 SHA-256 of the artifact, lower-case hexadecimal
 * @param millis time taken, in milliseconds
 */
public record TrainingResult(int rows, int rounds, double trainRmse, String artifactSha256, long millis) {}
