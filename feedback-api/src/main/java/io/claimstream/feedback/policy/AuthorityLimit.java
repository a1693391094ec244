package io.claimstream.feedback.policy;

import io.claimstream.feedback.access.Role;
import java.math.BigDecimal;

/**
 * How far the word of one person goes.
 *
 * @param role the person's role
 * @param currency ISO 4217 code
 * @param amount the greatest amount that needs nobody else, included; 0 or more
 */
public record AuthorityLimit(Role role, String currency, BigDecimal amount) {}
