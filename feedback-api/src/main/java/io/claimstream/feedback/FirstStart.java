package io.claimstream.feedback;

import java.util.function.Consumer;

/**
 * Who gets what is shown once, at the first start, and kept nowhere; none of it belongs in a log.
 *
 * @param key the administrator's API key
 * @param link address at which the first administrator's account is made
 */
record FirstStart(Consumer<String> key, Consumer<String> link) {}
