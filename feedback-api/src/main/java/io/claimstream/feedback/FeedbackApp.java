package io.claimstream.feedback;

import io.claimstream.feedback.letter.Replayable;
import io.claimstream.platform.acl.KafkaUse;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.service.ServiceFactory;
import java.util.List;
import java.util.function.Consumer;

/** Wires feedback-api. Immutable. */
public final class FeedbackApp implements ServiceFactory {

    private final FirstStart firstStart;

    /** The administrator's first API key and the link to the first account, when they are made, are shown on standard error. */
    public FeedbackApp() {
        this(FeedbackApp::showFirstKey, FeedbackApp::showFirstLink);
    }

    /**
     * With others to show what is kept nowhere, and belongs in no log.
     *
     * @param firstKey gets the administrator's first API key when one is made
     * @param firstLink gets the address at which the first administrator's account is made, once
     */
    public FeedbackApp(Consumer<String> firstKey, Consumer<String> firstLink) {
        this.firstStart = new FirstStart(firstKey, firstLink);
    }

    @Override
    public String name() {
        return FeedbackService.NAME;
    }

    @Override
    public KafkaUse kafka() {
        return new KafkaUse(KafkaReads.TOPICS, Replayable.targets(), List.of(), List.of(), List.of(), true)
                .puttingBackBetweenSteps(Replayable.targetsBetweenSteps());
    }

    @Override
    public List<Setting<?>> settings() {
        return FeedbackConfig.SETTINGS;
    }

    @Override
    public FeedbackService create(ServiceContext context) {
        return new FeedbackService(context, FeedbackConfig.of(context.settings()), firstStart);
    }

    @SuppressWarnings("SystemOut") // Not the log: a log is kept and shipped, the key is to be seen once.
    private static void showFirstKey(String key) {
        System.err.println("The administrator's API key, shown only now: " + key);
    }

    @SuppressWarnings("SystemOut") // As above.
    private static void showFirstLink(String link) {
        System.err.println("The administrator's account is made once, within a week, at: " + link);
    }
}
