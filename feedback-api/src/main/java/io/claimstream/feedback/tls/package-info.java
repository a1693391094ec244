/** TLS: the keystore that the API is served with, looked at again while it runs. */
@NullMarked
package io.claimstream.feedback.tls;

import org.jspecify.annotations.NullMarked;
