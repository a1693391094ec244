/** Who may do what on the Kafka cluster: derived from what services read and write, and put in force by the Admin client. */
@NullMarked
package io.claimstream.platform.acl;

import org.jspecify.annotations.NullMarked;
