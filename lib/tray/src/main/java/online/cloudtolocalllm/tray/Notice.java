package online.cloudtolocalllm.tray;

import java.util.List;
import java.util.Optional;

/**
 * A notification.
 *
 * @param subject what it is about; takes the place of an earlier one about the same
 * @param urgency how loud it is
 * @param title one line, in words
 * @param text what happened and what to do, one or two sentences; may be empty
 * @param click what a click on it does
 * @param choices what else it offers
 * @param picture the form of the icon that stands beside it
 */
public record Notice(
        String subject,
        Urgency urgency,
        String title,
        String text,
        Optional<TrayCommand> click,
        List<Choice> choices,
        TrayIcon picture) {

    /** Copies the list. */
    public Notice {
        choices = List.copyOf(choices);
    }

    /** One with the picture that is usual for how loud it is. */
    public Notice(
            String subject,
            Urgency urgency,
            String title,
            String text,
            Optional<TrayCommand> click,
            List<Choice> choices) {
        this(
                subject,
                urgency,
                title,
                text,
                click,
                choices,
                switch (urgency) {
                    case LOW -> TrayIcon.LOCAL;
                    case NORMAL -> TrayIcon.DEGRADED;
                    case CRITICAL -> TrayIcon.ERROR;
                });
    }

    /** How loud a notification is. */
    public enum Urgency {
        /** Good to know. */
        LOW,
        /** Should be seen. */
        NORMAL,
        /** Needs somebody. */
        CRITICAL
    }

    /** A button. */
    public record Choice(String label, TrayCommand command) {}
}
