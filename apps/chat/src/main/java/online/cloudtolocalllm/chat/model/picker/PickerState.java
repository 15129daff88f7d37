package online.cloudtolocalllm.chat.model.picker;

import java.util.List;
import online.cloudtolocalllm.chat.model.library.ModelRow;
import online.cloudtolocalllm.window.words.Tone;

/**
 * The choice of a model at one moment.
 *
 * @param model the model that would be asked; empty if there is none
 * @param label its name, or what is so without one, in a few words
 * @param mark a shape that tells without colour whether it can be asked
 * @param tone its colour
 * @param why who would serve it and why, as a sentence; what is in the way if nobody would
 * @param rows the models that fit what is looked for
 * @param empty why there is no row, as sentences; empty if there are some
 * @param looked who would serve the row that is looked at and why; empty while that is not known
 */
public record PickerState(
        String model,
        String label,
        String mark,
        Tone tone,
        String why,
        List<ModelRow> rows,
        String empty,
        String looked) {

    /** Nothing is known yet. */
    public static final PickerState EMPTY = new PickerState("", "No model", "◌", Tone.QUIET, "", List.of(), "", "");

    /** Copies the list. */
    public PickerState {
        rows = List.copyOf(rows);
    }
}
