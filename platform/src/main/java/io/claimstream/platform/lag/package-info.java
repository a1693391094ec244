/**
 * How far consumer groups are behind, seen from outside of them: in records and in seconds, with control records and aborted transactions left out. The
 * numbers are read at the edge ({@code KafkaLagReader}); what follows from them is pure.
 */
@NullMarked
package io.claimstream.platform.lag;

import org.jspecify.annotations.NullMarked;
