/** Erases claimants, and keeps from it those who may not be erased. */
@org.jspecify.annotations.NullMarked
package io.claimstream.feedback.privacy;
