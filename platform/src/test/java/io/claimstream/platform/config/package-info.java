/** Settings: typed keys, read once, all problems told together. */
@NullMarked
package io.claimstream.platform.config;

import org.jspecify.annotations.NullMarked;
