package io.claimstream.launcher.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.datasets.Retraining;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.offline.OfflineModel;
import io.claimstream.launcher.offline.OfflineModels;
import io.claimstream.platform.config.Settings;
import io.claimstream.retrain.RetrainConfig;
import io.claimstream.retrain.learn.TrainingFailedException;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code claimstream models verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a version once more, from the labels that its manifest names and with its parameters, and compares it byte for byte.",
            "Takes as long as a training, writes to no topic, and ends with 3 when anything differs. Claimants who were erased since are counted",
            "apart; when their labels are gone nothing is trained, and it ends with 5: the artifact's hash cannot be compared any more."
        })
final class VerifyModelCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "VERSION", description = "The version, such as m-0123456789ab.")
    private String version = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        Retraining.Result result;
        try (OfflineModel model = new OfflineModels(settings, common.progress()).open(version)) {
            result = retrain(settings, model);
            common.printer().object(json(model.bundle().version(), result));
        }
        return result.exit().number();
    }

    private Retraining.Result retrain(Settings settings, OfflineModel model) throws IOException, InterruptedException {
        RetrainConfig config = RetrainConfig.of(settings);
        Path work = Files.createTempDirectory("claimstream-verify-");
        try {
            return new Retraining(settings, new EventSerdes(RegistryClients.of(settings)), common.progress())
                    .retrain(
                            model.bundle().version(),
                            model.model().manifest(),
                            new Retraining.Means(work, config.heapMegabytes(), config.timeout()));
        } catch (TrainingFailedException e) {
            throw new OutsideWorldException("Expected a trained model, but " + e.getMessage() + ".");
        } finally {
            Files.deleteIfExists(work);
        }
    }

    private static ObjectNode json(String version, Retraining.Result result) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("modelVersion", version)
                .put("verified", result.isVerified())
                .put("comparable", result.isComparable())
                .put("retrainedVersion", result.version())
                .put("rows", result.rows());
        result.erased().into(json);
        if (!result.isComparable()) {
            json.put("notCompared", result.erased().notComparable("the artifact's hash"));
        }
        result.differences().forEach(json.putArray("differences")::add);
        return json;
    }
}
