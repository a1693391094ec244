/** Many claims in one request: read line by line, submitted, and followed to what became of each. */
@NullMarked
package io.claimstream.feedback.batch;

import org.jspecify.annotations.NullMarked;
