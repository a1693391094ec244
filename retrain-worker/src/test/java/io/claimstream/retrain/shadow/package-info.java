@NullMarked
package io.claimstream.retrain.shadow;

import org.jspecify.annotations.NullMarked;
