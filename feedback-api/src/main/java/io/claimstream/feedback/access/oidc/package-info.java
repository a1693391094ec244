/** People who come with a token of an identity provider. */
@NullMarked
package io.claimstream.feedback.access.oidc;

import org.jspecify.annotations.NullMarked;
