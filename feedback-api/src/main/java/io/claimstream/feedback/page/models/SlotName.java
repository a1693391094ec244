package io.claimstream.feedback.page.models;

import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.Models.Version;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a model serves: a line of business in a currency, for every insurer or for one.
 *
 * @param insurer the one; null for every insurer
 */
record SlotName(String lineOfBusiness, String currency, @Nullable String insurer) {

    static SlotName of(ModelSlot slot) {
        return new SlotName(
                slot.getLineOfBusiness(), slot.getCurrency(), slot.getInsurer().orElse(null));
    }

    static SlotName of(Models.Slot slot) {
        return new SlotName(slot.lineOfBusiness(), slot.currency(), slot.insurer());
    }

    /** What a version was made for; blank names for a manifest that does not say. */
    static SlotName of(Version version) {
        return new SlotName(
                version.manifest().path("lineOfBusiness").asText(),
                version.manifest().path("currency").asText(),
                version.manifest().path("insurer").textValue());
    }

    /** The same for every insurer. */
    SlotName ofAll() {
        return new SlotName(lineOfBusiness, currency, null);
    }

    ModelSlot event() {
        return new ModelSlot(lineOfBusiness, currency, insurer);
    }

    /** In words. */
    String text() {
        return Words.of(lineOfBusiness) + ", " + currency + (insurer == null ? "" : ", insurer " + insurer);
    }

    /** Its page. */
    String address() {
        return address("");
    }

    /** An address below its page. */
    String address(String below) {
        return "/models/slots/" + encoded(lineOfBusiness) + "/" + encoded(currency) + below
                + Addresses.behind(insurer == null ? "" : "insurer=" + encoded(insurer));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
