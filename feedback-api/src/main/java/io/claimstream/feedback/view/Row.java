package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of one row by column name. Not thread-safe. */
final class Row {

    private final Map<String, @Nullable Object> values = new HashMap<>();

    Row with(String column, @Nullable Object value) {
        values.put(column, value);
        return this;
    }

    Row with(String column, Optional<?> value) {
        return with(column, value.isPresent() ? value.get() : null);
    }

    /** The claim that the row is about; empty for a row that is about none. */
    Optional<ClaimKey> claim() {
        return values.get("insurer") instanceof String insurer && values.get("claim_id") instanceof String claimId
                ? Optional.of(new ClaimKey(insurer, claimId))
                : Optional.empty();
    }

    @Nullable
    Object get(String column) {
        return values.get(column);
    }
}
