/**
 * Models that were made elsewhere: their form, and the package in which they travel. Nothing here loads native code, and nothing is ever
 * unpickled: a file is recognised by its first bytes, and read by our own reader alone.
 */
@NullMarked
package io.claimstream.model.upload;

import org.jspecify.annotations.NullMarked;
