@NullMarked
package io.claimstream.feedback.page.queue;

import org.jspecify.annotations.NullMarked;
