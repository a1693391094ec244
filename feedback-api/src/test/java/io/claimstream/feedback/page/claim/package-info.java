@NullMarked
package io.claimstream.feedback.page.claim;

import org.jspecify.annotations.NullMarked;
