package io.claimstream.feedback.page.models;

/**
 * Something that is under way.
 *
 * @param state how it is under way
 * @param what what it is
 * @param who who began it, when and why
 * @param hint what is to come; blank for nothing more
 * @param address where to see more
 * @param act what that is called
 */
public record PendingLine(String state, String what, String who, String hint, String address, String act) {}
