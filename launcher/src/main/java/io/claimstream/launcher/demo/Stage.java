package io.claimstream.launcher.demo;

import io.claimstream.launcher.audit.LogAudit;
import io.claimstream.launcher.instance.AllInOne;
import io.claimstream.launcher.instance.CliKey;
import io.claimstream.launcher.play.Pace;
import io.claimstream.launcher.play.Player;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What the demo is played with.
 *
 * @param fastest events a second when nothing is waited for
 */
record Stage(Player player, Pace pace, double fastest, LogAudit audit, SwapPause swapPause) implements AutoCloseable {

    /** Set up on an instance that is ready. */
    static Stage on(AllInOne instance, double fastest) {
        Map<String, Object> kafka = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                instance.addresses().kafka());
        Pace pace = new Pace(fastest);
        Player player = new Player(
                kafka,
                new EventSerdes(instance.schemas()),
                instance.addresses().api(),
                CliKey.read(instance.settings().get(CommonSettings.DATA_DIR)),
                pace);
        return new Stage(
                player,
                pace,
                fastest,
                new LogAudit(kafka, instance.schemas()),
                new SwapPause(instance.scorer().resolve("/metrics")));
    }

    @Override
    public void close() {
        player.close();
        audit.close();
    }
}
