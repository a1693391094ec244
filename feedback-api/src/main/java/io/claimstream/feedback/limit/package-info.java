/** How much one caller or one address may ask for. */
@NullMarked
package io.claimstream.feedback.limit;

import org.jspecify.annotations.NullMarked;
