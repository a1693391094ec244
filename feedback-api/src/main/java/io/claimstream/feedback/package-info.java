/** The HTTP API: takes claims and feedback, answers from the read model. */
@NullMarked
package io.claimstream.feedback;

import org.jspecify.annotations.NullMarked;
