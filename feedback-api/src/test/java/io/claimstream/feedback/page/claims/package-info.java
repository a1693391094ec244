@NullMarked
package io.claimstream.feedback.page.claims;

import org.jspecify.annotations.NullMarked;
