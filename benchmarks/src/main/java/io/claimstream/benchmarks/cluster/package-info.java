/** Claimstream as it runs on several machines: brokers, registry, database and services, each a process of its own on the loopback address, under load. */
@NullMarked
package io.claimstream.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
