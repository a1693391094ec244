/** Tests of io.claimstream.platform.records. */
@NullMarked
package io.claimstream.platform.records;

import org.jspecify.annotations.NullMarked;
