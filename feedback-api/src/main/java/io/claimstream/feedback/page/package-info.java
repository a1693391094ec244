/**
 * The pages that people see, rendered here and served beside the API.
 *
 * <p>A page is a {@link io.claimstream.feedback.http.PageRoute}: its address, the handler, and the operations of {@code openapi.yaml} that it shows, from which its
 * roles follow. A class of handlers gives its routes, and {@link io.claimstream.feedback.page.site.Site} lists them in the order of the navigation. A handler asks the same desks as the API's
 * handlers do, makes a record for the template, and calls {@link io.claimstream.feedback.page.Screen#show}; a problem that it throws becomes a page by itself. Templates stand in
 * {@code src/main/jte}, each inside {@code layout.jte}; style and scripts in {@code resources/io/claimstream/feedback/page/assets}. Nothing inline: the Content-Security-Policy
 * forbids it.
 */
@NullMarked
package io.claimstream.feedback.page;

import org.jspecify.annotations.NullMarked;
