package io.claimstream.feedback;

import io.claimstream.platform.config.Setting;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.service.ServiceFactory;
import java.util.List;
import java.util.function.Consumer;

/** Wires feedback-api. Immutable. */
public final class FeedbackApp implements ServiceFactory {

    private final Consumer<String> firstKey;

    /** The administrator's first API key, when one is made, is shown on standard error. */
    public FeedbackApp() {
        this(FeedbackApp::showFirstKey);
    }

    /** @param firstKey gets the administrator's first API key when one is made; it is kept nowhere, and belongs in no log */
    public FeedbackApp(Consumer<String> firstKey) {
        this.firstKey = firstKey;
    }

    @Override
    public String name() {
        return FeedbackService.NAME;
    }

    @Override
    public List<Setting<?>> settings() {
        return FeedbackConfig.SETTINGS;
    }

    @Override
    public FeedbackService create(ServiceContext context) {
        return new FeedbackService(context, FeedbackConfig.of(context.settings()), firstKey);
    }

    @SuppressWarnings("SystemOut") // Not the log: a log is kept and shipped, the key is to be seen once.
    private static void showFirstKey(String key) {
        System.err.println("The administrator's API key, shown only now: " + key);
    }
}
