/** Administration that is of nobody in particular: what waits for a second person, policies, and webhooks. */
@NullMarked
package io.claimstream.feedback.page.office;

import org.jspecify.annotations.NullMarked;
