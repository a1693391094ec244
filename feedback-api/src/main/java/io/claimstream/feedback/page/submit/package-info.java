/**
 * Pages on which claims are submitted: one by a form that is made from the schema of a claim, or many as a file.
 */
@NullMarked
package io.claimstream.feedback.page.submit;

import org.jspecify.annotations.NullMarked;
