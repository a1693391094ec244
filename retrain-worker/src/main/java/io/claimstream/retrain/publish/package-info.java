/** The model topics: who is champion, and how a new one is published. */
@NullMarked
package io.claimstream.retrain.publish;

import org.jspecify.annotations.NullMarked;
