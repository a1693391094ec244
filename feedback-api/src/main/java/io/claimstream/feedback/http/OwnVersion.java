package io.claimstream.feedback.http;

import io.claimstream.feedback.view.Models.Version;
import io.claimstream.model.Scorer;
import io.javalin.http.Context;
import java.util.Optional;

/** The model version in the address, as far as the caller may know of it. */
final class OwnVersion {

    private final ApiPorts ports;

    OwnVersion(ApiPorts ports) {
        this.ports = ports;
    }

    /** The version; a problem when there is none, or it is another insurer's, word for word the same. */
    Version of(Context context) {
        return find(context).orElseThrow(this::missing);
    }

    private Optional<Version> find(Context context) {
        String insurer = Authentication.caller(context).insurer();
        return Query.id(context, "version").flatMap(ports.readModel()::version).filter(it -> it.isSeenBy(insurer));
    }

    /**
     * The evaluation report of the version, JSON as it was published; a problem when there is none, or the version is another insurer's. A candidate that was refused
     * has a report and was never published.
     */
    String report(Context context) {
        String insurer = Authentication.caller(context).insurer();
        String version = context.pathParam("version");
        boolean isHidden = ports.readModel()
                .version(version)
                .filter(it -> !it.isSeenBy(insurer))
                .isPresent();
        return Optional.of(version)
                .filter(it -> !isHidden)
                .flatMap(ports.readModel()::report)
                .orElseThrow(() -> ports.missing(
                        ProblemCode.REPORT_NOT_FOUND,
                        "Expected a version that was trained here; /v1/models names them."));
    }

    /** The currency of a version's amounts: that of its slot. The baseline is in every slot, so that one must be named. */
    String currency(Context context) {
        Optional<String> asked = Query.parameter(context, "currency");
        if (context.pathParam("version").equals(Scorer.BASELINE)) {
            return asked.orElseThrow(() -> Query.wrong("currency", "given for the baseline, which has all"));
        }
        String own = of(context).manifest().path("currency").asText();
        return asked.orElse(own);
    }

    private ProblemException missing() {
        return ports.missing(
                ProblemCode.VERSION_NOT_FOUND, "Expected a published model version; /v1/models names them.");
    }
}
