/**
 * The evaluation report as one HTML file that needs nothing else: no network, no script. Every picture is SVG with a title and a
 * description, and has its table behind it.
 */
@NullMarked
package io.claimstream.model.evaluation.page;

import org.jspecify.annotations.NullMarked;
