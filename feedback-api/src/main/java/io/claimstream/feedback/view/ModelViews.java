package io.claimstream.feedback.view;

import static io.claimstream.feedback.view.Column.day;
import static io.claimstream.feedback.view.Column.id;
import static io.claimstream.feedback.view.Column.integer;
import static io.claimstream.feedback.view.Column.number;
import static io.claimstream.feedback.view.Column.share;
import static io.claimstream.feedback.view.Column.text;
import static io.claimstream.feedback.view.Column.time;

import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.DriftDay;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelReport;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.ModelVersion;
import io.claimstream.event.SubjectErased;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.DatasetSource;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The views of the model topics, of the labels that models are made from, of the erasures that they leave out, and of drift. */
final class ModelViews {

    static final TopicView<ModelVersion> VERSIONS = new TopicView<>(
            Topics.MODELS_VERSIONS,
            Upsert.replacing(
                    "view_model",
                    List.of(id("version")),
                    List.of(
                            time("published_at"),
                            id("signing_key_id"),
                            text("manifest", 1_000_000),
                            text("dataset_source", 100_000),
                            id("dataset"),
                            id("dataset_insurer"),
                            text("dataset_manifest", 1_000_000))),
            ModelViews::version);

    static final TopicView<ModelDeployment> DEPLOYMENTS = new TopicView<>(
            Topics.MODELS_DEPLOYMENTS,
            Upsert.replacing(
                    "view_deployment",
                    List.of(number("record_offset")),
                    List.of(
                            id("line_of_business"),
                            text("currency", 10),
                            id("insurer"),
                            text("action", 40),
                            id("version"),
                            id("previous_version"),
                            integer("calibration"),
                            text("reason", 100_000),
                            id("actor"),
                            time("moved_at"),
                            id("command_id"),
                            id("code"),
                            share("share"))),
            ModelViews::deployment);

    static final TopicView<ClaimLabelled> LABELS = new TopicView<>(
            Topics.CLAIMS_LABELLED,
            Upsert.replacing(
                    "view_label",
                    List.of(integer("partition_number"), number("record_offset")),
                    List.of(id("insurer"), id("claim_id"), text("document", 1_000_000))),
            ModelViews::label);

    /** The first record of an id counts, as it does for the retrain worker. */
    static final TopicView<ModelCommand> COMMANDS = new TopicView<>(
            Topics.MODELS_COMMANDS,
            Upsert.ifAbsent(
                    "view_model_command",
                    List.of(id("command_id")),
                    List.of(
                            text("kind", 40),
                            id("line_of_business"),
                            text("currency", 10),
                            id("insurer"),
                            id("version"),
                            text("reason", 100_000),
                            id("actor"),
                            time("asked_at"),
                            share("share"))),
            ModelViews::command);

    static final TopicView<ModelReport> REPORTS = new TopicView<>(
            Topics.MODELS_REPORTS,
            Upsert.replacing(
                    "view_model_report",
                    List.of(id("version")),
                    List.of(id("run_id"), time("made_at"), text("report", 1_000_000))),
            ModelViews::report);

    static final TopicView<SubjectErased> ERASURES = new TopicView<>(
            Topics.PRIVACY_ERASURES,
            Upsert.replacing(
                    "view_erasure",
                    List.of(number("record_offset")),
                    List.of(id("insurer"), id("claimant"), id("receipt"), time("erased_at"))),
            ModelViews::erasure);

    /** The last record of a day and partition counts. */
    static final TopicView<DriftDay> DRIFT = new TopicView<>(
            Topics.MODELS_DRIFT,
            Upsert.replacing(
                    "view_drift_day",
                    List.of(
                            id("line_of_business"),
                            text("currency", 10),
                            id("feature_set"),
                            day("on_day"),
                            integer("partition_number")),
                    List.of(text("document", 1_000_000))),
            ModelViews::drift);

    static final List<TopicView<?>> ALL = List.of(VERSIONS, REPORTS, DEPLOYMENTS, LABELS, COMMANDS, ERASURES, DRIFT);

    private ModelViews() {}

    private static Optional<Row> version(Seen<ModelVersion> seen) {
        ModelVersion model = seen.value();
        byte[] manifest = bytes(model.getManifest());
        Optional<DatasetManifest> dataset = dataset(manifest);
        return Optional.of(new Row()
                .with("version", model.getVersion())
                .with("published_at", model.getPublishedAt())
                .with("signing_key_id", model.getSigningKeyId())
                .with("manifest", utf8(manifest))
                .with("dataset_source", DatasetSource.of(manifest).map(source -> utf8(source.toBytes())))
                .with("dataset", dataset.map(DatasetManifest::name))
                .with("dataset_insurer", dataset.flatMap(it -> Optional.ofNullable(it.insurer())))
                .with("dataset_manifest", dataset.map(it -> utf8(it.toBytes()))));
    }

    /** The dataset that a model was made from; empty when its manifest is of a format that is no longer read. */
    private static Optional<DatasetManifest> dataset(byte[] manifest) {
        try {
            return Optional.of(DatasetManifest.of(ModelManifest.parse(manifest)));
        } catch (ModelRefusedException e) {
            return Optional.empty();
        }
    }

    private static Optional<Row> report(Seen<ModelReport> seen) {
        ModelReport report = seen.value();
        return Optional.of(new Row()
                .with("version", report.getVersion())
                .with("run_id", report.getRunId())
                .with("made_at", report.getAt())
                .with("report", utf8(bytes(report.getReport()))));
    }

    private static Optional<Row> deployment(Seen<ModelDeployment> seen) {
        ModelDeployment move = seen.value();
        return Optional.of(new Row()
                .with("record_offset", seen.offset())
                .with("line_of_business", move.getSlot().getLineOfBusiness())
                .with("currency", move.getSlot().getCurrency())
                .with("insurer", move.getSlot().getInsurer())
                .with("action", move.getAction().name())
                .with("version", move.getVersion())
                .with("previous_version", move.getPreviousVersion())
                .with("calibration", move.getCalibration())
                .with("reason", move.getReason())
                .with("actor", move.getActor())
                .with("moved_at", move.getAt())
                .with("command_id", move.getCommandId())
                .with("code", move.getCode())
                .with("share", move.getShare()));
    }

    private static Optional<Row> command(Seen<ModelCommand> seen) {
        ModelCommand command = seen.value();
        return Optional.of(new Row()
                .with("command_id", command.getCommandId())
                .with("kind", command.getKind().name())
                .with("line_of_business", command.getSlot().map(ModelSlot::getLineOfBusiness))
                .with("currency", command.getSlot().map(ModelSlot::getCurrency))
                .with("insurer", command.getSlot().flatMap(ModelSlot::getInsurer))
                .with("version", command.getVersion())
                .with("reason", command.getReason())
                .with("actor", command.getActor())
                .with("asked_at", command.getAt())
                .with("share", command.getShare()));
    }

    private static Optional<Row> label(Seen<ClaimLabelled> seen) {
        ClaimLabelled label = seen.value();
        return Optional.of(new Row()
                .with("partition_number", seen.partition())
                .with("record_offset", seen.offset())
                .with("insurer", label.getInsurer())
                .with("claim_id", label.getClaimId())
                .with("document", EventJson.format(EventJson.toJson(label))));
    }

    private static Optional<Row> erasure(Seen<SubjectErased> seen) {
        SubjectErased erased = seen.value();
        return Optional.of(new Row()
                .with("record_offset", seen.offset())
                .with("insurer", erased.getInsurer())
                .with("claimant", erased.getClaimantPseudonym())
                .with("receipt", erased.getReceipt())
                .with("erased_at", erased.getErasedAt()));
    }

    private static Optional<Row> drift(Seen<DriftDay> seen) {
        DriftDay day = seen.value();
        return Optional.of(new Row()
                .with("line_of_business", day.getLineOfBusiness())
                .with("currency", day.getCurrency())
                .with("feature_set", day.getFeatureSet())
                .with("on_day", LocalDate.ofInstant(day.getDay(), ZoneOffset.UTC))
                .with("partition_number", day.getPartition())
                .with("document", EventJson.format(EventJson.toJson(day))));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
