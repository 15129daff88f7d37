package online.cloudtolocalllm.settings.model.config;

import java.util.List;

/**
 * A setting as a page shows it.
 *
 * @param field which one
 * @param title its name
 * @param sentence what it does; may be empty
 * @param kind how it is put in
 */
public record SettingSpec(FieldKey field, String title, String sentence, Kind kind) {

    /** How a setting is put in. */
    public sealed interface Kind {

        /**
         * One line of text.
         *
         * @param usual what counts when it is empty, as it is shown there; may be empty
         */
        record Line(String usual) implements Kind {}

        /**
         * A number.
         *
         * @param usual what counts when it is empty
         * @param unit such as {@code s}; empty for none
         */
        record Amount(String usual, String unit) implements Kind {}

        /**
         * Texts, one a line.
         *
         * @param example shown while there is none
         */
        record Lines(String example) implements Kind {}

        /**
         * On or off.
         *
         * @param usual what it is where nobody has set it
         */
        record Flag(boolean usual) implements Kind {}

        /**
         * One of a few.
         *
         * @param usual the value that counts where nobody has set one
         * @param choices all of them, in order
         */
        record Choice(String usual, List<Named> choices) implements Kind {

            /** Copies the list. */
            public Choice {
                choices = List.copyOf(choices);
            }
        }
    }

    /**
     * A value and its name.
     *
     * @param value as the file has it
     * @param name as people read it
     */
    public record Named(String value, String name) {}

    /** How a program and a test find its control: {@code field-gateway-address}. */
    public String id() {
        return "field-" + field.key().replace('.', '-').replace('_', '-');
    }
}
