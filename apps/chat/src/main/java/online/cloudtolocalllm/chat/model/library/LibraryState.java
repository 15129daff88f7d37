package online.cloudtolocalllm.chat.model.library;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.library.pull.Pull;

/**
 * The library at one moment.
 *
 * @param obstacle why nothing can be downloaded or deleted, and what to do, as sentences; empty if it can
 * @param problem what went wrong last, as sentences; empty if nothing did
 * @param count how many models there are and how large they are, in a few words; empty if there are none
 * @param rows those that fit what is looked for
 * @param emptyTitle what is so where no row is, in a few words; may be empty
 * @param emptySentence what to do about it
 * @param chosen the model whose details are shown
 * @param details what is known of it
 * @param pulls all downloads
 * @param targets where models can be downloaded to
 */
public record LibraryState(
        String obstacle,
        String problem,
        String count,
        List<ModelRow> rows,
        String emptyTitle,
        String emptySentence,
        Optional<ModelRow> chosen,
        Details details,
        List<Pull> pulls,
        List<String> targets) {

    /** Nothing is known yet. */
    public static final LibraryState EMPTY =
            new LibraryState("", "", "", List.of(), "", "", Optional.empty(), new Details.None(), List.of(), List.of());

    /** Copies the lists. */
    public LibraryState {
        rows = List.copyOf(rows);
        pulls = List.copyOf(pulls);
        targets = List.copyOf(targets);
    }
}
