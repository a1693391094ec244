package io.claimstream.feedback.page.audit;

import java.time.Instant;

/**
 * Something that happened to a claim or a model version.
 *
 * @param at when
 * @param who did it: a person, a key, or a part of Claimstream
 * @param what in words
 * @param detail more of it; may be blank
 * @param source where it is written down
 * @param link where there is more; blank for nowhere
 * @param linkLabel what that is called
 */
public record TrailLine(
        Instant at, String who, String what, String detail, Source source, String link, String linkLabel) {

    /** Where something is written down. */
    public enum Source {
        LOG("the log"),
        AUDIT("the audit trail"),
        BOTH("the log and the audit trail");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Something without more to read. */
    static TrailLine of(Instant at, String who, String what, String detail) {
        return new TrailLine(at, who, what, detail, Source.LOG, "", "");
    }

    TrailLine linked(String address, String label) {
        return new TrailLine(at, who, what, detail, source, address, label);
    }

    /** The same, where the audit trail has it too. */
    TrailLine alsoAudited(boolean isAudited) {
        return isAudited ? new TrailLine(at, who, what, detail, Source.BOTH, link, linkLabel) : this;
    }
}
