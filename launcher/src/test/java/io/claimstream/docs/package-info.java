/** Tests that what is written for people is true. */
@NullMarked
package io.claimstream.docs;

import org.jspecify.annotations.NullMarked;
