/** The page of one claim: estimate, reasons, what if, facts, history, and the decision of a person. */
@NullMarked
package io.claimstream.feedback.page.claim;

import org.jspecify.annotations.NullMarked;
