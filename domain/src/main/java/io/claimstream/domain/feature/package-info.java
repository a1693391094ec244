/** The frozen feature set: what of a claim and its history a model sees, and how it is said in words. */
@NullMarked
package io.claimstream.domain.feature;

import org.jspecify.annotations.NullMarked;
