package online.cloudtolocalllm.config.store;

import java.io.IOException;

/** Somebody else changed a file after it was read; it is left as it is. */
final class EditedMeanwhileException extends IOException {
    private static final long serialVersionUID = 1L;

    EditedMeanwhileException(String file) {
        super(file + " was edited meanwhile");
    }
}
