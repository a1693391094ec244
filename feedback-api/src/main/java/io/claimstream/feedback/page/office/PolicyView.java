package io.claimstream.feedback.page.office;

import java.util.List;

/**
 * A policy in words.
 *
 * @param version which a change of it must know
 * @param changed who changed it last, and when
 */
public record PolicyView(long version, String changed, List<PolicyItem> items) {}
