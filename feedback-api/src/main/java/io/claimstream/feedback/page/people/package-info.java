/** Pages by which people come in: sign-in, account, and links of invitations and forgotten passwords. */
@NullMarked
package io.claimstream.feedback.page.people;

import org.jspecify.annotations.NullMarked;
