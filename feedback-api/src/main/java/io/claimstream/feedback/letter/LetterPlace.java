package io.claimstream.feedback.letter;

import java.time.Instant;

/**
 * A place in a list that goes by time and then by where a record stands.
 *
 * @param diedAt time of what stands there
 * @param id where that stands
 */
public record LetterPlace(Instant diedAt, LetterId id) {}
