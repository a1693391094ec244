/**
 * The evaluation report of a model, from rows that it scored and what was paid for them: {@link
 * io.claimstream.model.evaluation.EvaluationReport#of} makes it, the package {@code page} shows it. Pure: the same rows give the same bytes.
 */
@NullMarked
package io.claimstream.model.evaluation;

import org.jspecify.annotations.NullMarked;
