package io.claimstream.feedback.page.office;

/**
 * What holds for an insurer, on one line.
 *
 * @param acceptance blank where the reader does not see it
 */
public record PolicyLine(String insurer, String name, String acceptance, String authority) {}
