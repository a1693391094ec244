/** The contract of the API: {@code openapi.yaml}, and what the code reads in it. */
@NullMarked
package io.claimstream.feedback.contract;

import org.jspecify.annotations.NullMarked;
