package io.claimstream.feedback;

import io.claimstream.platform.service.ServiceMain;

/** Runs feedback-api as a process of its own. */
public final class FeedbackMain {

    private FeedbackMain() {}

    public static void main(String... arguments) {
        System.exit(ServiceMain.run(new FeedbackApp(), arguments).number());
    }
}
