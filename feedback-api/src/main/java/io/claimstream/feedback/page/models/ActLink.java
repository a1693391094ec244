package io.claimstream.feedback.page.models;

/** Something that the reader may do, and the page that says what would happen. */
public record ActLink(String label, String address) {}
