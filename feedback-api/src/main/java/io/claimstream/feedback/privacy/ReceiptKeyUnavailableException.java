package io.claimstream.feedback.privacy;

/** The key that receipts are signed with is not here: its file can be neither read nor made, or holds something else. The message names the file and nothing of what is in it. */
public final class ReceiptKeyUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReceiptKeyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
