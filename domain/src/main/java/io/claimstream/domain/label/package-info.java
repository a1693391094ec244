/** Labels: what a scored claim turned out to be worth, from feedback in any order of arrival. */
@NullMarked
package io.claimstream.domain.label;

import org.jspecify.annotations.NullMarked;
