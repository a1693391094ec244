@NullMarked
package io.claimstream.feedback.page.models;

import org.jspecify.annotations.NullMarked;
