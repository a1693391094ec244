@NullMarked
package io.claimstream.feedback.policy;

import org.jspecify.annotations.NullMarked;
