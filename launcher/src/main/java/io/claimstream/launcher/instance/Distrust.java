package io.claimstream.launcher.instance;

import io.claimstream.launcher.command.OutsideWorldException;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a command does not speak to an API whose certificate is not good enough. Asking again would not help. */
public final class Distrust {

    private static final int DEEPEST = 10;

    private Distrust() {}

    /** What people read when a request failed over the certificate; empty when it failed over something else. */
    public static Optional<OutsideWorldException> of(IOException failure, URI api) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < DEEPEST; cause = cause.getCause()) {
            causes.add(cause);
        }
        if (!has(causes, CertificateException.class)) {
            return Optional.empty();
        }
        return Optional.of(new OutsideWorldException(
                "Expected the API at " + api + " to show a certificate that can be trusted, but " + why(causes, api)));
    }

    private static String why(List<Throwable> causes, URI api) {
        if (has(causes, CertificateExpiredException.class)) {
            return "its certificate has expired. Put a newer one in its keystore.";
        }
        if (has(causes, CertificateNotYetValidException.class)) {
            return "its certificate is not valid yet. Look at the clocks of both machines.";
        }
        if (has(causes, CertPathBuilderException.class)) {
            return "no authority known here has issued it. Name the certificate of the one that has with --ca FILE (PEM), or with the setting "
                    + LauncherSettings.API_CA.key() + ".";
        }
        if (has(causes, CertPathValidatorException.class)) {
            return "Java refuses it with "
                    + causes.get(causes.size() - 1).getClass().getSimpleName()
                    + ". Ask whoever issued it for another one.";
        }
        return "it is not for '" + api.getHost()
                + "'. Set api.address, where the API runs, to an address that it is for; --api names one for this command.";
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }
}
