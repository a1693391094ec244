/** What happens to a record that cannot be processed: its bytes, a code and its coordinates are kept. */
@NullMarked
package io.claimstream.platform.deadletter;

import org.jspecify.annotations.NullMarked;
