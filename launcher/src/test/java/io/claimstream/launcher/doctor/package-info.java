/** Tests of the command that looks at everything. */
@NullMarked
package io.claimstream.launcher.doctor;

import org.jspecify.annotations.NullMarked;
