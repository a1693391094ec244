package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.claimstream.feedback.view.ClaimSearch.Place;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** A place in a list as an opaque text. It gives nothing away that the list did not show, and what it says is checked. */
final class ListCursor {

    private static final int LONGEST = 1_000;
    private static final int DIGITS = 30;

    private ListCursor() {}

    static String of(Place place) {
        return of(place, "");
    }

    /** @param filter what the list is of besides; blank for a list that is of everything */
    static String of(Place place, String filter) {
        ArrayNode json = JsonNodeFactory.instance
                .arrayNode()
                .add(place.value())
                .add(place.claim().insurer())
                .add(place.claim().claimId());
        if (!filter.isEmpty()) {
            json.add(filter);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(EventJson.format(json).getBytes(StandardCharsets.UTF_8));
    }

    /** The place; empty when the text is none of this order. */
    static Optional<Place> read(String cursor, Order order) {
        return read(cursor, order, "");
    }

    /** The place; empty when the text is none of this order and filter. */
    static Optional<Place> read(String cursor, Order order, String filter) {
        if (cursor.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode json = EventJson.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            String insurer = json.path(1).asText();
            String claimId = json.path(2).asText();
            return ClaimKey.isInsurer(insurer)
                            && ClaimKey.isClaimId(claimId)
                            && json.path(3).asText().equals(filter)
                    ? Optional.of(new Place(checked(json.path(0).asText(), order), new ClaimKey(insurer, claimId)))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | EventJsonException e) {
            return Optional.empty();
        }
    }

    private static String checked(String value, Order order) {
        return switch (order) {
            case NEWEST, DEADLINE -> Instant.parse(value).toString();
            case MONEY_AT_RISK, ESTIMATE -> amount(value);
            case CLAIM_ID -> value;
        };
    }

    private static String amount(String value) {
        BigDecimal amount = new BigDecimal(value);
        if (amount.precision() > DIGITS || Math.abs(amount.scale()) > DIGITS) {
            throw new NumberFormatException("Expected an amount.");
        }
        return amount.toPlainString();
    }
}
