package io.claimstream.model.study;

import io.claimstream.model.TrainingParameters;

/**
 * What a search tried.
 *
 * @param candidate number of the candidate, from 0; 0 is what the search started from
 * @param rung round of the contest, from 1
 * @param parameters with what it was trained, in this round
 * @param folds folds it was measured on
 * @param rounds boosting rounds that were best
 * @param mape mean of the folds' MAPE
 */
public record Trial(int candidate, int rung, TrainingParameters parameters, int folds, int rounds, double mape) {}
