package io.claimstream.launcher.importing;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to import.
 *
 * @param file name of the file, for messages
 * @param withOutcomes whether settlements are recorded too
 * @param concurrency requests at a time, from 1
 * @param outcomeLimit how long nothing may move before the import gives up
 */
record ImportOptions(Path file, boolean withOutcomes, int concurrency, Duration outcomeLimit) {}
