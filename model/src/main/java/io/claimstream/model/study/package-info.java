/**
 * Studies a dataset that is all there is, such as a file: which parameters learn best from it, how far off such a model is on rows that it has
 * not seen, beside what simpler models do on the same rows, and the model itself, which learns from all of it. The steps, in order:
 *
 * <ol>
 *   <li>{@link io.claimstream.model.training.Folds} keeps together what would foretell itself;
 *   <li>{@link io.claimstream.model.study.StudyFiles} writes what {@link io.claimstream.model.study.StudyMain} needs, a process of its own;
 *   <li>{@link io.claimstream.model.study.Search}, when asked for, tries parameters by successive halving;
 *   <li>{@link io.claimstream.model.study.CrossValidation} measures the chosen parameters and the
 *       {@link io.claimstream.model.training.Baselines} on the same folds;
 *   <li>{@link io.claimstream.model.training.Candidate} calibrates by what the folds left behind and writes the manifest.
 * </ol>
 */
@NullMarked
package io.claimstream.model.study;

import org.jspecify.annotations.NullMarked;
