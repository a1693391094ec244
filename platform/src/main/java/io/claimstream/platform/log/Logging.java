package io.claimstream.platform.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.CommonSettings.LogFormat;
import io.claimstream.platform.config.Settings;
import java.net.URL;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The log, on standard error. Until it is configured, warnings and errors are logged as text. */
public final class Logging {

    private Logging() {}

    /** Sets form and level for this process. */
    public static void configure(Settings settings) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        if (!SLF4JBridgeHandler.isInstalled()) {
            // OpenTelemetry and the database's driver log by the JDK's own means, which knows neither our form nor what
            // to leave out.
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(resource(settings.get(CommonSettings.LOG_FORMAT)));
        } catch (JoranException e) {
            throw new IllegalStateException("Expected the packaged log configuration to be readable.", e);
        }
        context.getLogger("io.claimstream")
                .setLevel(Level.valueOf(settings.get(CommonSettings.LOG_LEVEL).name()));
    }

    private static URL resource(LogFormat format) {
        String name = format == LogFormat.JSON ? "/log-json.xml" : "/log-text.xml";
        URL resource = Logging.class.getResource(name);
        if (resource == null) {
            throw new IllegalStateException("Expected " + name + " in the jar.");
        }
        return resource;
    }
}
