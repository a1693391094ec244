package io.claimstream.feedback.view;

import static io.claimstream.feedback.view.Column.amount;
import static io.claimstream.feedback.view.Column.bytes;
import static io.claimstream.feedback.view.Column.id;
import static io.claimstream.feedback.view.Column.text;
import static io.claimstream.feedback.view.Column.time;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The last label of each claim with its features, to find settled claims near an estimate by. Beside the view of all labels, which reads the same topic. */
final class SettledView {

    static final TopicView<ClaimLabelled> VIEW = new TopicView<>(
            Topics.CLAIMS_LABELLED,
            Upsert.replacing(
                    "view_settled",
                    List.of(id("insurer"), id("claim_id")),
                    List.of(
                            id("line_of_business"),
                            text("currency", 10),
                            text("label_kind", 20),
                            id("feature_set"),
                            bytes("features"),
                            id("claimant"),
                            amount("estimate"),
                            amount("settled"),
                            time("settled_at"))),
            SettledView::row);

    private static final String NEAR = "select s.* from view_settled s where s.insurer = :insurer"
            + " and s.line_of_business = :line and s.currency = :currency and s.label_kind = 'SETTLED'"
            + " and s.feature_set = :featureSet and s.claim_id <> :claim and s.estimate %s :estimate"
            + " and not exists (select 1 from view_erasure e where e.insurer = s.insurer and e.claimant = s.claimant)"
            // Every column of the index, in its order: H2 sorts by an index only then.
            + " order by s.insurer, s.line_of_business, s.currency, s.label_kind, s.feature_set, %s limit :most";

    static final String ABOVE = NEAR.formatted(">=", "s.estimate, s.claim_id");
    static final String BELOW = NEAR.formatted("<", "s.estimate desc, s.claim_id desc");

    private SettledView() {}

    /** Settled claims on both sides of an estimate, the nearest first on each. */
    static List<SettledClaim> near(Handle handle, SettledSearch search) {
        List<SettledClaim> found = new ArrayList<>();
        for (String side : List.of(ABOVE, BELOW)) {
            handle.createQuery(side)
                    .bind("insurer", search.claim().insurer())
                    .bind("claim", search.claim().claimId())
                    .bind("line", search.lineOfBusiness())
                    .bind("currency", search.currency())
                    .bind("featureSet", search.featureSet())
                    .bind("estimate", search.estimate())
                    .bind("most", search.most())
                    .map((row, context) -> read(row))
                    .forEach(found::add);
        }
        return found;
    }

    private static Optional<Row> row(Seen<ClaimLabelled> seen) {
        ClaimLabelled label = seen.value();
        // A settlement without an amount is none; the schema allows it for labels that were taken back.
        LabelKind kind = label.getLabel().isPresent() ? label.getLabelKind() : LabelKind.WITHDRAWN;
        return ClaimViews.identity(label.getInsurer(), label.getClaimId())
                .map(row -> row.with("line_of_business", label.getLineOfBusiness())
                        .with("currency", label.getCurrency())
                        .with("label_kind", kind.name())
                        .with("feature_set", label.getFeatureSet())
                        .with("features", bytesOf(label.getValues()))
                        .with("claimant", label.getClaimantPseudonym())
                        .with("estimate", label.getEstimate())
                        .with("settled", label.getLabel())
                        .with("settled_at", label.getLabelEventTime()));
    }

    private static SettledClaim read(ResultSet row) throws SQLException {
        return new SettledClaim(
                new ClaimKey(Rows.text(row, "insurer"), Rows.text(row, "claim_id")),
                floatsOf(Objects.requireNonNull(row.getBytes("features"))),
                Objects.requireNonNull(row.getBigDecimal("estimate")),
                Objects.requireNonNull(row.getBigDecimal("settled")),
                Rows.time(row, "settled_at"));
    }

    private static byte[] bytesOf(List<Float> features) {
        ByteBuffer buffer = ByteBuffer.allocate(features.size() * Float.BYTES);
        features.forEach(buffer::putFloat);
        return buffer.array();
    }

    private static List<Float> floatsOf(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<Float> features = new ArrayList<>(bytes.length / Float.BYTES);
        while (buffer.hasRemaining()) {
            features.add(buffer.getFloat());
        }
        return features;
    }
}
