package io.claimstream.feedback.page.operations;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.letter.Rejected;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A rejected submission as pages show it.
 *
 * @param rejected the rejection
 * @param mayRead whether the reader may look into it
 */
public record RejectionView(Rejected rejected, boolean mayRead) {

    /** A rule that was broken. */
    public record Broken(String rule, String field, String message) {}

    /** The address of its page. */
    public String address() {
        return RejectionPages.PATH + "/" + rejected.id();
    }

    public String id() {
        return rejected.id().toString();
    }

    public Instant at() {
        return rejected.at();
    }

    public String insurer() {
        return rejected.claim().insurer();
    }

    public String claim() {
        return rejected.claim().claimId();
    }

    public String claimAddress() {
        return Addresses.claim(insurer(), claim());
    }

    public int revision() {
        return rejected.revision();
    }

    /** Where the submission stands. */
    public String place() {
        return "partition " + rejected.id().partition() + ", offset "
                + rejected.id().offset();
    }

    /** Each rule that it broke. */
    public List<Broken> broken() {
        List<Broken> broken = new ArrayList<>();
        for (JsonNode violation : rejected.violations()) {
            broken.add(new Broken(
                    Words.of(violation.path("code").asText()),
                    Words.ofField(violation.path("field").asText()),
                    violation.path("message").asText()));
        }
        return broken;
    }
}
