package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.util.List;

/** The pages that are served beside the API. Thread-safe. */
public interface Pages {

    /** What is said of an address that nothing has, to programs; people are told otherwise. */
    String NOWHERE = "Expected one of the documented addresses.";

    /** Every page, in the order of the navigation. */
    List<PageRoute> routes();

    /** Answers with what went wrong, to someone who reads pages. */
    void show(Context context, Problem problem);

    /** A server without pages. */
    static Pages none() {
        return new Pages() {
            @Override
            public List<PageRoute> routes() {
                return List.of();
            }

            @Override
            public void show(Context context, Problem problem) {
                Answers.problem(context, problem);
            }
        };
    }
}
