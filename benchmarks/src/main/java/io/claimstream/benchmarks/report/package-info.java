/** How every benchmark writes its result. */
@NullMarked
package io.claimstream.benchmarks.report;

import org.jspecify.annotations.NullMarked;
