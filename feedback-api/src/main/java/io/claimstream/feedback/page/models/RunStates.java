package io.claimstream.feedback.page.models;

import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.models.RunState.Step;
import io.claimstream.feedback.view.Run;
import io.claimstream.feedback.view.RunStep;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How trainings are, in words. Thread-safe. */
final class RunStates {

    private final ModelKit kit;

    RunStates(ModelKit kit) {
        this.kit = kit;
    }

    RunState of(Context context, Run run) {
        Reader reader = Readers.of(context);
        Optional<RunStep> step = run.isUnderWay() ? kit.ports().readModel().stepOf(run.id()) : Optional.empty();
        return new RunState(
                run.id(),
                run.isUnderWay(),
                ModelWords.outcome(run.state()),
                Optional.ofNullable(run.outcome().reason()).orElse(""),
                facts(context, run, reader),
                run.isUnderWay() ? steps(step.orElse(null)) : List.of(),
                step.map(RunStep::millisLeft)
                        .map(it -> "about " + ModelWords.size(Duration.ofMillis(it)) + " left of this")
                        .orElse(""));
    }

    private static Map<String, String> phases() {
        Map<String, String> phases = new LinkedHashMap<>();
        phases.put("READING", "Reads the labels");
        phases.put("TRAINING", "Grows trees");
        phases.put("MEASURING", "Calibrates, measures, asks the gates");
        return phases;
    }

    private static List<Step> steps(@Nullable RunStep now) {
        List<Step> steps = new ArrayList<>();
        boolean isPast = now != null;
        for (Map.Entry<String, String> phase : phases().entrySet()) {
            boolean isNow = now != null && now.phase().equals(phase.getKey());
            isPast = isPast && !isNow;
            Integer percent = now != null && isNow && phase.getKey().equals("TRAINING")
                    ? (int) Math.round(100 * now.share())
                    : null;
            steps.add(new Step(phase.getValue(), isNow ? "under way" : isPast ? "done" : "to come", percent));
        }
        return steps;
    }

    private List<Fact> facts(Context context, Run run, Reader reader) {
        List<Fact> facts = new ArrayList<>();
        SlotName slot = SlotName.of(run.slot());
        facts.add(new Fact("For", slot.text(), kit.allows(context, "showSlotHistory") ? slot.address() : ""));
        facts.add(Fact.of("Why it began", ModelWords.cause(run.cause())));
        facts.add(Fact.of("Begun", reader.time(run.startedAt())));
        took(run).ifPresent(it -> facts.add(Fact.of("Took", it)));
        String dataset = run.data().dataset();
        if (dataset != null) {
            facts.add(new Fact(
                    "Dataset", dataset, kit.allows(context, "showDataset") ? DatasetPages.PATH + "/" + dataset : ""));
            facts.add(Fact.of("Claims", reader.count(run.data().rows())));
        }
        String version = run.outcome().version();
        if (version != null) {
            boolean isLinked = kit.allows(context, "showModel")
                    && kit.ports().readModel().version(version).isPresent();
            facts.add(new Fact("Model", version, isLinked ? "/models/" + version : ""));
        }
        Optional.ofNullable(run.recipe().code()).ifPresent(it -> facts.add(Fact.of("Trained by code", it)));
        return facts;
    }

    /** How long a run took; empty while it is under way. */
    static Optional<String> took(Run run) {
        return Optional.ofNullable(run.finishedAt()).map(it -> ModelWords.size(Duration.between(run.startedAt(), it)));
    }
}
