package io.claimstream.testkit;

import java.time.Instant;

/** Claims for tests. Each fixture is valid as it stands; a test says only in what its claim differs. */
public final class Claims {

    /** Insurer of a fixture that names none. */
    public static final String INSURER = "acme";

    /** Event time of a fixture that names none. */
    public static final Instant EVENT_TIME = Instant.parse("2024-06-11T11:22:24.508901Z");

    private Claims() {}

    /** A motor injury claim, revision 1 of {@code acme|c-1}, with earnings loss and fixed general damages. */
    public static ClaimFixture aClaim() {
        return new ClaimFixture();
    }

    /** {@link #aClaim()} under another claim id. */
    public static ClaimFixture aClaim(String claimId) {
        return new ClaimFixture().withClaimId(claimId);
    }
}
