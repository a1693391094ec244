@NullMarked
package io.claimstream.launcher.ledger;

import org.jspecify.annotations.NullMarked;
