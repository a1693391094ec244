/**
 * Pictures for pages: SVG with role, title and description, and the table behind each. They are coloured by classes ({@code grid},
 * {@code mark}, {@code data}, {@code alert}, {@code bar}, {@code band}, {@code raise}, {@code lower}, {@code other}, {@code link}, {@code decided}, {@code paid}, {@code soft}) that the
 * style sheet of the page defines, and hold no style, script or address of their own, so that a strict Content-Security-Policy lets them
 * through. What they say by colour they say by form, sign or words too. Pure: the same numbers give the same bytes.
 */
@NullMarked
package io.claimstream.model.picture;

import org.jspecify.annotations.NullMarked;
