/**
 * Pages about models: what serves, what each is worth, where it came from, and what may be done with it.
 *
 * <p>{@link io.claimstream.feedback.page.models.ModelSite} lists them. What a report says is drawn by {@link io.claimstream.model.evaluation.page.ReportPart}, as in the report itself. What has to be
 * counted or parsed comes after its page, in a {@link io.claimstream.feedback.page.models.LatePart}.
 */
@NullMarked
package io.claimstream.feedback.page.models;

import org.jspecify.annotations.NullMarked;
