package online.cloudtolocalllm.chat.model.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/**
 * A model as it stands in a list.
 *
 * @param model its name
 * @param mark a shape that tells without colour whether it can be asked
 * @param tone its colour
 * @param facts what kind of model it is, such as {@code 8.0B · Q4_K_M}; empty if nobody says
 * @param bytes its size on the disk, if its server says
 * @param loaded whether it is in memory somewhere
 * @param serving the connection that would be asked first; empty if none serves it
 * @param places the connections that have it, those that serve first
 * @param deletable those of them that it can be deleted from now
 * @param standing why it cannot be asked, in a few words; empty if it can
 */
public record ModelRow(
        String model,
        String mark,
        Tone tone,
        String facts,
        OptionalLong bytes,
        boolean loaded,
        String serving,
        List<String> places,
        List<String> deletable,
        String standing) {

    /** Copies the lists. */
    public ModelRow {
        places = List.copyOf(places);
        deletable = List.copyOf(deletable);
    }

    /** Its name as it stands in a list. */
    public String label() {
        return Words.model(model);
    }

    /** Its size in words; empty if it is not known. */
    public String size() {
        return bytes.isPresent() && bytes.getAsLong() > 0 ? Figures.size(bytes.getAsLong()) : "";
    }

    /** Where it is, in a few words. */
    public String where() {
        return places.isEmpty() ? "another name" : String.join(", ", places);
    }

    /** Its kind and whether it is in memory, in a few words. */
    public String remark() {
        List<String> parts = new ArrayList<>();
        if (!facts.isEmpty()) {
            parts.add(facts);
        }
        if (loaded) {
            parts.add("in memory");
        }
        if (!standing.isEmpty()) {
            parts.add(standing);
        }
        return String.join(" · ", parts);
    }

    /** Whether each of these words is in its name, its kind or its places. */
    public boolean has(List<String> words) {
        String all = (model + " " + facts + " " + String.join(" ", places)).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(all::contains);
    }

    /** What was typed into a search field, as words for {@link #has}. */
    public static List<String> words(String typed) {
        String plain = Words.plain(typed).toLowerCase(Locale.ROOT);
        return plain.isEmpty() ? List.of() : List.of(plain.split(" "));
    }
}
