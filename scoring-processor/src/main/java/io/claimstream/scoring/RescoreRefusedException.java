package io.claimstream.scoring;

import io.claimstream.domain.claim.RescoreRefusal;
import java.io.Serial;

/** A request to score once more cannot be done. The message says what was expected; it holds nothing of a claim. */
final class RescoreRefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final RescoreRefusal code;

    RescoreRefusedException(RescoreRefusal code, String detail) {
        super(detail);
        this.code = code;
    }

    RescoreRefusal code() {
        return code;
    }
}
