package io.claimstream.launcher.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.audit.LogAudit;
import io.claimstream.launcher.instance.AllInOne;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.play.Pace;
import io.claimstream.launcher.play.Player;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What the demo is played with.
 *
 * @param fastest events a second when nothing is waited for
 */
record Stage(Player player, Pace pace, double fastest, LogAudit audit, SwapPause swapPause, InstanceApi api)
        implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Set up on an instance that is ready. */
    static Stage on(AllInOne instance, double fastest) {
        Map<String, Object> kafka = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                instance.addresses().kafka());
        Pace pace = new Pace(fastest);
        ApiAccess access =
                ApiAccess.of(instance.settings(), instance.addresses().api());
        Player player = new Player(kafka, new EventSerdes(instance.schemas()), access, pace, Player.PATIENCE);
        return new Stage(
                player,
                pace,
                fastest,
                new LogAudit(kafka, instance.schemas()),
                new SwapPause(instance.scorer().resolve("/metrics")),
                new InstanceApi(access, PATIENCE));
    }

    /** Orders a training of the slot that the simulated world fills. */
    void train(String reason) throws InterruptedException {
        ObjectNode order =
                JsonNodeFactory.instance.objectNode().put("kind", "train").put("reason", reason);
        order.putObject("slot").put("lineOfBusiness", "MOTOR_INJURY").put("currency", "GBP");
        api.post("/v1/models/commands", order, "demo:" + UUID.randomUUID());
    }

    @Override
    public void close() {
        player.close();
        audit.close();
    }
}
