@NullMarked
package io.claimstream.retrain.watch;

import org.jspecify.annotations.NullMarked;
