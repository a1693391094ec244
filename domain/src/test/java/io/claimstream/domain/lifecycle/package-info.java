@org.jspecify.annotations.NullMarked
package io.claimstream.domain.lifecycle;
