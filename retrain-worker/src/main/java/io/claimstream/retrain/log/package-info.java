/** Reading topics as logs: from an offset to what is committed now. */
@NullMarked
package io.claimstream.retrain.log;

import org.jspecify.annotations.NullMarked;
