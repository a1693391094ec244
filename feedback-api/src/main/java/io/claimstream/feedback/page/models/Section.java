package io.claimstream.feedback.page.models;

/**
 * A part of a page that is written elsewhere.
 *
 * @param id unique on the page
 * @param html what stands below its heading; markup of our own, in which everything else is escaped
 */
public record Section(String id, String heading, String html) {}
