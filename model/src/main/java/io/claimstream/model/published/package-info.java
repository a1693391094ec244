/** Models as they are published: gathered from what their topics say, kept on disk, and loaded when they are asked for. */
@NullMarked
package io.claimstream.model.published;

import org.jspecify.annotations.NullMarked;
