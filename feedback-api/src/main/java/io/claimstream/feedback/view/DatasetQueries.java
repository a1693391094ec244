package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.schemas.json.EventJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Questions about datasets: those of published models, as their manifests say, and those that a training read. */
final class DatasetQueries {

    private static final String OF_MODELS =
            "select dataset, published_at as used_at, dataset_insurer as owner from view_model where dataset is not null";
    private static final String OF_RUNS = " union all select dataset, started_at, cast(null as varchar(200))"
            + " from record_training_run where dataset is not null";
    private static final String USES = "select dataset, max(used_at) as last_used_at from (%s) d";
    private static final String SEEN =
            "(cast(:insurer as varchar(200)) is null or max(owner) is null or max(owner) = :insurer)";
    private static final String BELOW = "(max(used_at) < :at or (max(used_at) = :at and dataset > :after))";
    private static final String ORDER = " order by last_used_at desc, dataset limit :limit";
    private static final String MODELS = "select dataset, version, dataset_manifest from view_model"
            + " where dataset in (<names>) order by published_at, version";

    private DatasetQueries() {}

    /** A dataset, and when it was used last. */
    private record Used(String name, Instant at) {}

    /** A model and the manifest of its dataset. */
    private record Made(String dataset, String version, String manifest) {}

    /** A page of datasets, each with its newest run alone. */
    static List<DatasetSeen> page(Handle handle, DatasetSearch search) {
        Optional<DatasetSearch.Place> after = search.after();
        Query query = handle.createQuery(USES.formatted(source(handle)) + " group by dataset having " + SEEN
                        + (after.isEmpty() ? "" : " and " + BELOW) + ORDER)
                .bind("insurer", search.insurer())
                .bind("limit", search.limit());
        after.ifPresent(
                place -> query.bind("at", Column.bindable(place.lastUsedAt())).bind("after", place.name()));
        List<Used> page = list(query);
        List<String> names = page.stream().map(Used::name).toList();
        Map<String, List<Made>> models = models(handle, names);
        Map<String, Run> runs = RunQueries.newestOf(handle, names);
        return page.stream()
                .map(it -> seen(
                        it,
                        models.getOrDefault(it.name(), List.of()),
                        Optional.ofNullable(runs.get(it.name())).stream().toList()))
                .toList();
    }

    /** A dataset with all its runs. */
    static Optional<DatasetSeen> dataset(Handle handle, String name) {
        Query query = handle.createQuery(USES.formatted(source(handle)) + " where dataset = :name group by dataset")
                .bind("name", name);
        return list(query).stream()
                .findFirst()
                .map(it -> seen(
                        it,
                        models(handle, List.of(name)).getOrDefault(name, List.of()),
                        RunQueries.ofDataset(handle, name)));
    }

    private static String source(Handle handle) {
        return Tables.exists(handle, "record_training_run") ? OF_MODELS + OF_RUNS : OF_MODELS;
    }

    private static List<Used> list(Query query) {
        return query.map((row, context) -> new Used(Rows.text(row, "dataset"), Rows.time(row, "last_used_at")))
                .list();
    }

    private static Map<String, List<Made>> models(Handle handle, List<String> names) {
        return names.isEmpty()
                ? new HashMap<>()
                : handle
                        .createQuery(MODELS)
                        .bindList("names", names)
                        .map((row, context) -> new Made(
                                Rows.text(row, "dataset"),
                                Rows.text(row, "version"),
                                Rows.text(row, "dataset_manifest")))
                        .stream()
                        .collect(Collectors.groupingBy(Made::dataset));
    }

    private static DatasetSeen seen(Used used, List<Made> models, List<Run> runs) {
        @Nullable
        JsonNode manifest =
                models.isEmpty() ? null : EventJson.parse(models.get(0).manifest());
        return new DatasetSeen(
                used.name(),
                used.at(),
                manifest,
                models.stream().map(Made::version).toList(),
                runs);
    }
}
