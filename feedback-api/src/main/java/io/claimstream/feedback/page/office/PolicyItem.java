package io.claimstream.feedback.page.office;

/**
 * A rule or a limit.
 *
 * @param lineOfBusiness of a rule; blank for every one
 * @param role of a limit; blank for a rule
 * @param sentence what it says
 */
public record PolicyItem(String lineOfBusiness, String currency, String role, String sentence) {}
