@NullMarked
package io.claimstream.feedback.batch;

import org.jspecify.annotations.NullMarked;
