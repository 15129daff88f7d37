package online.cloudtolocalllm.chat.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.window.words.LinkWords;
import online.cloudtolocalllm.window.words.Standstill;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/**
 * What is known of the daemon and its models at one moment.
 *
 * @param link how it stands with the daemon
 * @param status its state, the last one that is known; empty if none is
 * @param chosen the name of the model that is to be asked; empty for none
 */
public record ChatState(LinkWords link, Optional<DaemonStatus> status, String chosen) {

    private static final String NO_MODEL =
            "Fetch one with \"cloudtolocalllm pull llama3.2\", or add a connection that has"
                    + " some with \"cloudtolocalllm connections add NAME URL\".";

    private static final int LINE = 50;

    private static final String ASKED = "The daemon is asked just now.";

    /** Nothing is known yet. */
    public static final ChatState EMPTY =
            new ChatState(new LinkWords(false, "Connecting to the daemon …", false), Optional.empty(), "");

    /**
     * Who would serve the next question, in a few words.
     *
     * @param mark a shape that tells it without colour
     * @param tone its colour
     * @param text the words
     */
    public record Badge(String mark, Tone tone, String text) {}

    /** The models that can be asked. */
    public List<ModelChoice> models() {
        return link.up() ? status.map(ModelChoice::all).orElse(List.of()) : List.of();
    }

    /** The model that would be asked. */
    public Optional<ModelChoice> model() {
        return status.flatMap(known -> ModelChoice.best(models(), chosen, known));
    }

    /** Who would serve it. */
    public Badge badge() {
        if (!link.up()) {
            return new Badge("○", Tone.BAD, "no daemon");
        }
        if (status.isEmpty()) {
            return new Badge("◌", Tone.QUIET, "asked just now");
        }
        return model().map(model -> new Badge("●", Tone.GOOD, model.connection()))
                .orElseGet(() -> new Badge("○", Tone.BAD, serves() ? "no model" : brief()));
    }

    /** Whether a question can be sent. */
    public boolean ready() {
        return link.up() && model().isPresent();
    }

    /** What stands in the message box while it is empty. */
    public String prompt() {
        return model().map(model -> "Message " + model.label() + " …").orElse(link.up() ? noModel() : away());
    }

    /** The box has room for one line, and why a start failed is said in several above it. */
    private String away() {
        return link.sentence().length() <= LINE ? link.sentence() : "The daemon is not running.";
    }

    private String noModel() {
        if (status.isEmpty()) {
            return ASKED;
        }
        return serves() ? "There is no model yet." : standstill().brief() + ".";
    }

    private boolean serves() {
        return status.flatMap(known -> known.snapshot().active()).isPresent();
    }

    private Standstill standstill() {
        return Standstill.of(status.map(known -> known.snapshot().connections()).orElse(List.of()));
    }

    /** Within a line there is no capital. */
    private String brief() {
        String brief = standstill().brief();
        return brief.substring(0, 1).toLowerCase(Locale.ROOT) + brief.substring(1);
    }

    /** Why no question can be sent, and what to do, as sentences; empty if one can. */
    public String obstacle() {
        if (ready()) {
            return "";
        }
        if (!link.up()) {
            return Words.sentence(link.sentence());
        }
        if (status.isEmpty()) {
            return ASKED;
        }
        return serves() ? NO_MODEL : standstill().next();
    }

    /** What stands large where there is no conversation yet; empty where the sentence below says enough. */
    public String title() {
        if (ready()) {
            return "What would you like to know?";
        }
        if (!link.up() || status.isEmpty()) {
            return "";
        }
        return serves() ? "There is no model yet" : standstill().brief();
    }

    /** What stands where there is no conversation yet. */
    public String welcome() {
        return model().map(model -> model.label() + " answers, through " + model.connection() + ".")
                .orElseGet(this::obstacle);
    }

    ChatState withLink(LinkWords now) {
        return new ChatState(now, status, chosen);
    }

    ChatState withStatus(DaemonStatus now) {
        return new ChatState(link, Optional.of(now), chosen);
    }

    ChatState withChosen(String model) {
        return new ChatState(link, status, model);
    }
}
