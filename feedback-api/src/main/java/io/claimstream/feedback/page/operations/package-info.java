/** Pages for who runs Claimstream: how it goes, what did not get through, and whether claims change. */
@NullMarked
package io.claimstream.feedback.page.operations;

import org.jspecify.annotations.NullMarked;
