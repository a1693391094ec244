/** Child JVMs that never outlive their parent. */
@NullMarked
package io.claimstream.platform.process;

import org.jspecify.annotations.NullMarked;
