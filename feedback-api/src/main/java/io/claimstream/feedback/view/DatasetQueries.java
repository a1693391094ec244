package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.schemas.json.EventJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Questions about datasets: those of published models, as their manifests say, and those that a training read. */
final class DatasetQueries {

    private static final String OF_MODELS =
            "select dataset, published_at as used_at from view_model where dataset is not null";
    private static final String OF_RUNS =
            " union all select dataset, started_at from record_training_run where dataset is not null";
    private static final String NAMES = "select dataset, max(used_at) as last_used_at from (%s) d group by dataset"
            + " order by last_used_at desc, dataset limit " + ReadModel.DATASETS;
    private static final String MODELS =
            "select version, dataset_manifest from view_model where dataset = :dataset order by published_at, version";

    private DatasetQueries() {}

    /** The names of all, the last used first. */
    static List<Map.Entry<String, Instant>> names(Handle handle) {
        String from = Tables.exists(handle, "record_training_run") ? OF_MODELS + OF_RUNS : OF_MODELS;
        return handle.createQuery(NAMES.formatted(from))
                .map((row, context) -> Map.entry(Rows.text(row, "dataset"), Rows.time(row, "last_used_at")))
                .list();
    }

    static Optional<DatasetSeen> dataset(Handle handle, String name) {
        return names(handle).stream()
                .filter(it -> it.getKey().equals(name))
                .findFirst()
                .map(it -> dataset(handle, it.getKey(), it.getValue()));
    }

    static DatasetSeen dataset(Handle handle, String name, Instant lastUsedAt) {
        List<Map.Entry<String, String>> models = handle.createQuery(MODELS)
                .bind("dataset", name)
                .map((row, context) -> Map.entry(Rows.text(row, "version"), Rows.text(row, "dataset_manifest")))
                .list();
        @Nullable
        JsonNode manifest =
                models.isEmpty() ? null : EventJson.parse(models.get(0).getValue());
        return new DatasetSeen(
                name,
                lastUsedAt,
                manifest,
                models.stream().map(Map.Entry::getKey).toList(),
                RunQueries.ofDataset(handle, name));
    }
}
