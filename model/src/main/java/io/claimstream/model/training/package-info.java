/**
 * Training, from labelled records to a candidate that may be published. The steps, in order:
 *
 * <ol>
 *   <li>{@link io.claimstream.model.training.DatasetBuilder} takes the labelled records of a slot, the last of each claim, and
 *       counts what it leaves out;
 *   <li>{@link io.claimstream.model.training.Split} cuts the dataset by the time of the labels: training, then calibration, then
 *       holdout;
 *   <li>{@link io.claimstream.model.training.TrainingFiles} writes the training rows and parameters into a folder,
 *       {@link io.claimstream.model.training.TrainerMain} trains on them in a process of its own, telling its progress in
 *       lines that {@link io.claimstream.model.training.TrainingProgress} reads, and leaves the artifact;
 *   <li>{@link io.claimstream.model.training.Candidate} calibrates and measures the artifact and writes its manifest;
 *   <li>{@link io.claimstream.model.training.ChampionGate} compares it with champion and baseline on the same holdout;
 *   <li>{@link io.claimstream.model.ModelSigner} signs manifest and artifact to a bundle, whose records are published.
 * </ol>
 */
@NullMarked
package io.claimstream.model.training;

import org.jspecify.annotations.NullMarked;
