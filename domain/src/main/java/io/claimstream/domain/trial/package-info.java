/** Whether a challenger is better than the champion on what is settled: looked at after every settlement, and right all the same. */
@NullMarked
package io.claimstream.domain.trial;

import org.jspecify.annotations.NullMarked;
