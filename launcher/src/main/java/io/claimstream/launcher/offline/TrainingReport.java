package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.model.Metrics;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.study.Contender;
import io.claimstream.model.study.Proxy;
import io.claimstream.model.study.StudyResult;
import io.claimstream.model.study.Trial;
import java.util.List;

/** What is told of a training from a file. */
final class TrainingReport {

    static final String COMPARISON = "comparison";
    static final String TRIED = "tried";
    static final String PROXIES = "proxies";

    private TrainingReport() {}

    /** Adds error, comparison, parameters and what was tried. */
    static void add(ObjectNode result, StudyResult study) {
        Contender model = named(study, Contender.MODEL);
        result.put("mape", model.overall().mape())
                .put("mapeMeanOfFolds", model.meanMape())
                .put("mapeSpreadOfFolds", model.spreadOfMape())
                .put(
                        "mapeOfSumOfHeads",
                        named(study, Contender.SUM_OF_HEADS).overall().mape())
                .put("medianApe", model.overall().medianApe())
                .put("withinTenPercent", model.overall().withinTenPercent());
        result.set("parameters", parameters(study.parameters()));
        ArrayNode comparison = result.putArray(COMPARISON);
        study.contenders().forEach(it -> comparison.add(contender(it)));
        ArrayNode tried = result.putArray(TRIED);
        study.trials().forEach(it -> tried.add(trial(it)));
        result.put("searchCutShort", study.isCutShort());
    }

    /** Adds the features that go with a protected attribute. */
    static void addProxies(ObjectNode result, List<Proxy> proxies) {
        ArrayNode list = result.putArray(PROXIES);
        proxies.forEach(it -> list.addObject()
                .put("feature", it.feature())
                .put("attribute", it.attribute())
                .put("value", it.value())
                .put("correlation", rounded(it.correlation()))
                .put("rows", it.rows()));
    }

    private static Contender named(StudyResult study, String name) {
        return study.contenders().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode contender(Contender contender) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("name", contender.name())
                .put("mapeMean", rounded(contender.meanMape()))
                .put("mapeSpread", rounded(contender.spreadOfMape()))
                .put("medianApe", rounded(contender.overall().medianApe()))
                .put("withinTenPercent", rounded(contender.overall().withinTenPercent()));
        ArrayNode folds = node.putArray("mapeByFold");
        contender.byFold().stream()
                .mapToDouble(Metrics::mape)
                .map(TrainingReport::rounded)
                .forEach(folds::add);
        return node;
    }

    private static ObjectNode trial(Trial trial) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("candidate", trial.candidate())
                .put("rung", trial.rung())
                .put("folds", trial.folds())
                .put("bestRounds", trial.rounds())
                .put("mape", rounded(trial.mape()));
        node.set("parameters", parameters(trial.parameters()));
        return node;
    }

    private static ObjectNode parameters(TrainingParameters parameters) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rounds", parameters.rounds())
                .put("maxDepth", parameters.maxDepth())
                .put("learningRate", parameters.learningRate())
                .put("lambda", parameters.lambda())
                .put("minChildWeight", parameters.minChildWeight())
                .put("subsample", parameters.subsample())
                .put("columnSample", parameters.columnSample())
                .put("nodeColumnSample", parameters.nodeColumnSample())
                .put("treesPerRound", parameters.treesPerRound())
                .put("maxBins", parameters.maxBins())
                .put("seed", parameters.seed())
                .put("gappedCopies", parameters.gappedCopies())
                .put("boosters", parameters.boosters())
                .put("risingFeatures", String.join(" ", parameters.risingFeatures()))
                .put("ignoredFeatures", String.join(" ", parameters.ignoredFeatures()));
    }

    private static double rounded(double share) {
        return Math.round(share * 1e5) / 1e5;
    }
}
