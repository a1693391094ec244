/** What it takes to list and search claims. */
@NullMarked
package io.claimstream.benchmarks.search;

import org.jspecify.annotations.NullMarked;
