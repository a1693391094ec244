/** Looks at everything that Claimstream stands on, says in words what is wrong and what to do, and changes nothing. */
@NullMarked
package io.claimstream.launcher.doctor;

import org.jspecify.annotations.NullMarked;
