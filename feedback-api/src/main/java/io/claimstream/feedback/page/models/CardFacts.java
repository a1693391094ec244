package io.claimstream.feedback.page.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.figures.SettledSums;
import io.claimstream.feedback.figures.VersionPeriod;
import io.claimstream.feedback.http.KnownModels;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.page.models.Grid.Cell;
import io.claimstream.feedback.view.Models.Champion;
import io.claimstream.feedback.view.Models.Version;
import io.claimstream.feedback.view.Run;
import io.claimstream.model.DatasetManifest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the manifest of a model says, in words. What it does not say is left out. */
final class CardFacts {

    private final Version version;
    private final JsonNode manifest;
    private final Reader reader;

    CardFacts(Version version, Reader reader) {
        this.version = version;
        this.manifest = version.manifest();
        this.reader = reader;
    }

    /** Where it stands in the slot that it was made for. */
    String state(Champion slot) {
        String state = slot.states().getOrDefault(version.version(), "candidate");
        return ModelWords.state(version.version(), state, slot.challenge(), reader);
    }

    List<Fact> standing(Champion slot, Instant now) {
        SlotName name = SlotName.of(slot.slot());
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("State", state(slot)));
        facts.add(new Fact("For", name.text(), name.lineOfBusiness().isEmpty() ? "" : name.address()));
        facts.add(Fact.of(
                "Published", reader.time(version.publishedAt()) + ", " + ModelWords.ago(now, version.publishedAt())));
        boolean isChampion = version.version().equals(slot.version());
        if (isChampion && slot.since() != null) {
            facts.add(Fact.of("In service since", reader.time(slot.since())));
        }
        if (isChampion) {
            facts.add(Fact.of("Pinned", slot.pinned() ? "yes" : "no"));
        } else if (slot.version() != null) {
            facts.add(new Fact("Champion now", slot.version(), "/models/" + slot.version()));
        }
        SlotTable.tested(version).ifPresent(it -> facts.add(Fact.of("Error when tested", reader.share(it))));
        return facts;
    }

    /**
     * What it learned from.
     *
     * @param run the training that made it; empty for a model made elsewhere
     */
    List<Fact> learned(Optional<Run> run, boolean isDatasetLinked, boolean isRunLinked) {
        List<Fact> facts = new ArrayList<>();
        Optional<DatasetManifest> dataset = KnownModels.dataset(version);
        dataset.ifPresent(
                it -> facts.add(new Fact("Dataset", it.name(), isDatasetLinked ? "/datasets/" + it.name() : "")));
        JsonNode learned = manifest.path("dataset");
        time(learned, "firstLabelAt").ifPresent(it -> facts.add(Fact.of("First label", reader.time(it))));
        time(learned, "lastLabelAt").ifPresent(it -> facts.add(Fact.of("Last label", reader.time(it))));
        count(learned, "trainingRows").ifPresent(it -> facts.add(Fact.of("Claims trained on", it)));
        count(learned, "calibrationRows").ifPresent(it -> facts.add(Fact.of("Claims calibrated on", it)));
        count(learned, "holdoutRows").ifPresent(it -> facts.add(Fact.of("Claims tested on", it)));
        count(learned, "settled").ifPresent(it -> facts.add(Fact.of("Labels that are settlements", it)));
        count(learned, "corrected").ifPresent(it -> facts.add(Fact.of("Labels that are corrections", it)));
        run.ifPresent(it -> facts.add(new Fact("Training run", it.id(), isRunLinked ? "/runs/" + it.id() : "")));
        if (manifest.hasNonNull("upload")) {
            facts.add(Fact.of("Made", "elsewhere, and uploaded"));
        }
        return facts;
    }

    /** What it did not learn from, and why. */
    Grid exclusions() {
        return exclusions(manifest.at("/dataset/exclusions"), reader);
    }

    static Grid exclusions(JsonNode counts, Reader reader) {
        Grid.Maker grid = Grid.of("Labelled claims that were left out", "Nothing was left out.", "Why", "#Claims");
        counts.properties().forEach(it -> {
            if (it.getValue().asLong() > 0) {
                grid.row(
                        Cell.of(Words.of(it.getKey())),
                        Cell.of(reader.count(it.getValue().asLong())));
            }
        });
        return grid.done();
    }

    /** How it was made. */
    Grid recipe() {
        Grid.Maker grid = Grid.of("How it was made", "Its manifest does not say.", "What", "#Value");
        manifest.path("parameters").properties().forEach(it -> {
            if (it.getValue().isValueNode()) {
                grid.row(Cell.of(words(it.getKey())), Cell.of(it.getValue().asText()));
            }
        });
        count(manifest, "artifactBytes").ifPresent(it -> grid.row(Cell.of("Bytes of the model"), Cell.of(it)));
        if (manifest.hasNonNull("featureSet")) {
            grid.row(Cell.of("Feature set"), Cell.of(manifest.path("featureSet").asText()));
        }
        if (manifest.hasNonNull("engine")) {
            grid.row(Cell.of("Engine"), Cell.of(manifest.path("engine").asText()));
        }
        grid.row(Cell.of("Signed with key"), Cell.of(version.signingKeyId()));
        return grid.done();
    }

    /** What its live scores turned out to be. */
    static List<Fact> live(VersionPeriod total, Optional<Double> tested, Reader reader) {
        SettledSums settled = total.settled();
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Live scores", reader.count(total.scored())));
        facts.add(Fact.of("Settled since", reader.count(settled.claims())));
        facts.add(Fact.of(
                "Mean error (MAPE)",
                VersionFigures.share(settled.mape(), reader)
                        + tested.map(it -> "; " + reader.share(it) + " when tested")
                                .orElse("")));
        facts.add(Fact.of(
                "Bias",
                VersionFigures.signed(settled.bias()) + (settled.bias().isPresent() ? ", above 0 is too high" : "")));
        facts.add(Fact.of("Settlements inside the interval", VersionFigures.coverage(settled, reader)));
        facts.add(Fact.of(
                "Agreed with, corrected",
                reader.count(total.answered().accepted()) + ", "
                        + reader.count(total.answered().corrected())));
        return facts;
    }

    private Optional<String> count(JsonNode node, String name) {
        return Optional.of(node.path(name)).filter(JsonNode::isNumber).map(it -> reader.count(it.asLong()));
    }

    private static Optional<Instant> time(JsonNode node, String name) {
        try {
            return Optional.ofNullable(node.path(name).textValue()).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A name in a manifest, such as minChildWeight, as Min child weight. */
    static String words(String name) {
        return Words.of(name.replaceAll("([a-z])([A-Z])", "$1_$2"));
    }
}
