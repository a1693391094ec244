/** Tests of counting from the topics. */
@NullMarked
package io.claimstream.launcher.audit;

import org.jspecify.annotations.NullMarked;
