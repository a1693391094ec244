@NullMarked
package io.claimstream.feedback.billing;

import org.jspecify.annotations.NullMarked;
