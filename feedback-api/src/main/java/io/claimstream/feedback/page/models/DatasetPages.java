package io.claimstream.feedback.page.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.page.models.Grid.Cell;
import io.claimstream.feedback.view.DatasetSearch;
import io.claimstream.feedback.view.DatasetSearch.Place;
import io.claimstream.feedback.view.DatasetSeen;
import io.claimstream.feedback.view.Run;
import io.claimstream.schemas.Topics;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What models were made from. */
final class DatasetPages {

    static final String PATH = "/datasets";

    private static final int AT_ONCE = 50;

    private final ModelKit kit;
    private final RunPages runs;

    /** @param runs shows trainings */
    DatasetPages(ModelKit kit, RunPages runs) {
        this.kit = kit;
        this.runs = runs;
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listDatasets"),
                PageRoute.get(PATH + "/{dataset}", this::dataset, "showDataset"));
    }

    private void list(Context context) {
        String insurer = Authentication.caller(context).insurer();
        List<DatasetSeen> page = kit.ports().readModel().datasets(new DatasetSearch(insurer, after(context), AT_ONCE));
        Map<String, Object> model = new HashMap<>();
        model.put(
                "datasets",
                table(
                        page.stream().filter(it -> it.isSeenBy(insurer)).toList(),
                        Readers.of(context),
                        kit.allows(context, "showModel")));
        DatasetSeen last = page.isEmpty() ? null : page.get(page.size() - 1);
        model.put(
                "next",
                last == null || page.size() < AT_ONCE
                        ? ""
                        : PATH + "?at=" + last.lastUsedAt() + "&after=" + last.name());
        model.put("isFirst", after(context).isEmpty());
        kit.screen().show(context, "Datasets", "models/datasets.jte", model);
    }

    private static Optional<Place> after(Context context) {
        try {
            return Query.parameter(context, "after")
                    .filter(it -> !it.isBlank())
                    .map(it -> new Place(
                            Query.parameter(context, "at").map(Instant::parse).orElse(Instant.EPOCH), it));
        } catch (DateTimeParseException e) {
            throw Query.wrong("at", "what the link to earlier datasets says");
        }
    }

    private static Grid table(List<DatasetSeen> datasets, Reader reader, boolean areModelsLinked) {
        Grid.Maker grid = Grid.of(
                "Datasets, the last used first", "No dataset yet.", "Dataset", "For", "#Claims", "Last used", "Models");
        datasets.forEach(it -> {
            String models = String.join(", ", it.models());
            boolean isOne = it.models().size() == 1 && areModelsLinked;
            grid.row(
                    Cell.link(it.name(), PATH + "/" + it.name()),
                    Cell.of(it.slot().map(SlotName::of).map(SlotName::text).orElse("")),
                    Cell.of(rows(it).map(reader::count).orElse(Reader.NONE)),
                    Cell.of(reader.time(it.lastUsedAt())),
                    Cell.link(
                            models.isEmpty() ? "none" : models,
                            isOne ? "/models/" + it.models().get(0) : ""));
        });
        return grid.done();
    }

    /** By the manifest, or else by a run that read it. */
    private static Optional<Long> rows(DatasetSeen dataset) {
        JsonNode manifest = dataset.manifest();
        return manifest != null
                ? Optional.of(manifest.path("rows").asLong())
                : dataset.runs().stream()
                        .map(Run::data)
                        .map(it -> (long) it.rows())
                        .findFirst();
    }

    private void dataset(Context context) {
        DatasetSeen dataset = kit.known().dataset(context);
        Reader reader = Readers.of(context);
        JsonNode manifest = dataset.manifest();
        Map<String, Object> model = new HashMap<>();
        model.put("name", dataset.name());
        model.put("facts", facts(dataset, reader));
        model.put("exclusions", exclusions(dataset, reader));
        model.put("ranges", ranges(manifest, reader));
        model.put("models", models(dataset, kit.allows(context, "showModel")));
        model.put("runs", runs.table(context, dataset.runs(), "Trainings that read it, the newest first"));
        kit.screen().show(context, "Dataset " + dataset.name(), "models/dataset.jte", model);
    }

    private static List<Fact> facts(DatasetSeen dataset, Reader reader) {
        List<Fact> facts = new ArrayList<>();
        dataset.slot().map(SlotName::of).ifPresent(it -> facts.add(new Fact("For", it.text(), it.address())));
        rows(dataset).ifPresent(it -> facts.add(Fact.of("Labelled claims", reader.count(it))));
        facts.add(Fact.of("Last used", reader.time(dataset.lastUsedAt())));
        JsonNode manifest = dataset.manifest();
        if (manifest == null) {
            return facts;
        }
        facts.add(Fact.of("Settlements", reader.count(manifest.path("settled").asLong())));
        facts.add(Fact.of("Corrections", reader.count(manifest.path("corrected").asLong())));
        time(manifest, "firstLabelAt", reader).ifPresent(it -> facts.add(Fact.of("First label", it)));
        time(manifest, "lastLabelAt", reader).ifPresent(it -> facts.add(Fact.of("Last label", it)));
        facts.add(Fact.of("Feature set", manifest.path("featureSet").asText()));
        facts.add(Fact.of("SHA-256 of its rows", manifest.path("sha256").asText()));
        return facts;
    }

    private static Optional<String> time(JsonNode manifest, String name, Reader reader) {
        return Optional.ofNullable(manifest.path(name).textValue()).map(it -> reader.time(Instant.parse(it)));
    }

    private static Grid exclusions(DatasetSeen dataset, Reader reader) {
        JsonNode manifest = dataset.manifest();
        if (manifest != null) {
            return CardFacts.exclusions(manifest.path("exclusions"), reader);
        }
        Grid.Maker grid = Grid.of("Labelled claims that were left out", "Nothing was left out.", "Why", "#Claims");
        dataset.runs().stream().map(Run::data).findFirst().ifPresent(data -> data.exclusions()
                .forEach((why, claims) -> grid.row(Cell.of(Words.of(why)), Cell.of(reader.count(claims)))));
        return grid.done();
    }

    /** Which records of the log were read. */
    private static Grid ranges(@Nullable JsonNode manifest, Reader reader) {
        Grid.Maker grid = Grid.of(
                "Records read",
                "It was read from a file, or its manifest is not known.",
                "Topic",
                "#Partition",
                "#From",
                "#To, not included");
        if (manifest != null) {
            ranges(grid, Topics.CLAIMS_LABELLED.name(), manifest.path("labelled"), reader);
            ranges(grid, Topics.PRIVACY_ERASURES.name(), manifest.path("erasures"), reader);
        }
        return grid.done();
    }

    private static void ranges(Grid.Maker grid, String topic, JsonNode ranges, Reader reader) {
        ranges.forEach(it -> grid.row(
                Cell.of(topic),
                Cell.of(it.path("partition").asText()),
                Cell.of(reader.count(it.path("from").asLong())),
                Cell.of(reader.count(it.path("to").asLong()))));
    }

    private static Grid models(DatasetSeen dataset, boolean areLinked) {
        Grid.Maker grid =
                Grid.of("Models made from it, the first published first", "No model was made from it.", "Version");
        dataset.models().forEach(it -> grid.row(Cell.link(it, areLinked ? "/models/" + it : "")));
        return grid.done();
    }
}
