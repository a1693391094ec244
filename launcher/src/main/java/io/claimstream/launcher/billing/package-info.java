/** Rates, invoices and what is billed, from the command line, and counted once more from the topic. */
@NullMarked
package io.claimstream.launcher.billing;

import org.jspecify.annotations.NullMarked;
