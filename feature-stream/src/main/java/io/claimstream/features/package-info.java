/** feature-stream: attaches history to accepted claims and makes their features, reproducibly. */
@NullMarked
package io.claimstream.features;

import org.jspecify.annotations.NullMarked;
