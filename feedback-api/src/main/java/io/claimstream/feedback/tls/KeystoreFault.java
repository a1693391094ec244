package io.claimstream.feedback.tls;

/** Why a keystore cannot be served with. The names are stable: health and the log show them. */
public enum KeystoreFault {
    KEYSTORE_MISSING("Check the path, and that this process may read it."),
    KEYSTORE_UNREADABLE(
            "Make one from PEM files: openssl pkcs12 -export -in fullchain.pem -inkey privkey.pem -out api.p12."),
    PASSWORD_FILE_UNREADABLE("It holds the password on its first line, and this process must be able to read it."),
    PASSWORD_WRONG("The password is that of the keystore; its keys must have the same."),
    KEYSTORE_WITHOUT_KEY("It holds the private key with its certificate and those that lead to the authority."),
    CERTIFICATE_NOT_YET_VALID("Check the clock of this machine."),
    CERTIFICATE_EXPIRED("Put a newer one in place; clients refuse this one.");

    private final String hint;

    KeystoreFault(String hint) {
        this.hint = hint;
    }

    /** What to do about it, one sentence. */
    public String hint() {
        return hint;
    }
}
