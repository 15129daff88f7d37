package online.cloudtolocalllm.chat.view.list;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.exchange.Form;

/** Asks a person for files. For JavaFX's thread; each method returns when the person has answered, and the window goes on meanwhile. */
public interface ChosenFiles {

    /**
     * Where to write something.
     *
     * @param title what is asked
     * @param name what it may be called
     * @return the file; empty if the person thought better of it
     */
    Optional<Path> save(String title, String name, Form form);

    /** A folder to write to; empty if the person thought better of it. */
    Optional<Path> folder(String title);

    /** What to read; empty if the person thought better of it. */
    List<Path> open(String title);
}
