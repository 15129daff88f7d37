package online.cloudtolocalllm.settings.model.places;

import java.nio.file.Path;
import java.util.Optional;

/** Shows files and folders with the desktop's own programs. */
@FunctionalInterface
public interface Opener {

    /**
     * Opens one. Blocks for up to a few seconds.
     *
     * @return why it was not opened, as a sentence; empty if it was
     */
    Optional<String> open(Path place);
}
