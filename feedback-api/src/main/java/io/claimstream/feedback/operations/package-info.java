/** How Claimstream gets on, for who runs it: how much passes, how fast, and how each part is. Looked at every few seconds and kept in memory. */
@NullMarked
package io.claimstream.feedback.operations;

import org.jspecify.annotations.NullMarked;
