/** Accounts of people, invitations to have one, and sessions. */
@NullMarked
package io.claimstream.feedback.account;

import org.jspecify.annotations.NullMarked;
