/** The life of a service: how it starts, says how it is, and stops. */
@NullMarked
package io.claimstream.platform.service;

import org.jspecify.annotations.NullMarked;
