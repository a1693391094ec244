/** What pages take of the server and of the browser, and the pictures of them. */
@NullMarked
package io.claimstream.benchmarks.pages;

import org.jspecify.annotations.NullMarked;
