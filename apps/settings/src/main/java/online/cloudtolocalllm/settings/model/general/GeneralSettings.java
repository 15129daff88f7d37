package online.cloudtolocalllm.settings.model.general;

import java.util.List;
import java.util.Locale;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.settings.model.config.SettingGroup;
import online.cloudtolocalllm.settings.model.config.SettingSpec;

/** The settings of the daemon on this desktop, as a page shows them. */
public final class GeneralSettings {

    /** What is seen of the daemon. */
    public static final SettingGroup DESKTOP = new SettingGroup(
            "Desktop",
            List.of(
                    new SettingSpec(
                            key(DaemonKey.TRAY_SHOW),
                            "Icon in the panel",
                            "Shows who serves, with a menu to pause, prefer and test connections.",
                            new SettingSpec.Kind.Flag(true)),
                    new SettingSpec(
                            key(DaemonKey.TRAY_PANEL),
                            "The panel's background",
                            "What the icon is drawn for.",
                            new SettingSpec.Kind.Choice(
                                    "auto",
                                    List.of(
                                            new SettingSpec.Named("auto", "As the desktop says"),
                                            new SettingSpec.Named("dark", "Dark"),
                                            new SettingSpec.Named("light", "Light")))),
                    new SettingSpec(
                            key(DaemonKey.NOTIFICATIONS_SHOW),
                            "Notifications",
                            "When another connection takes over, none is left, or one is back.",
                            new SettingSpec.Kind.Flag(true))));

    /** How much is written down, by what each value is called. */
    private static final List<SettingSpec.Named> LEVELS = List.of(
            new SettingSpec.Named("error", "Errors"),
            new SettingSpec.Named("warn", "Errors and warnings"),
            new SettingSpec.Named("info", "What happens"),
            new SettingSpec.Named("debug", "Every detail"));

    /** What is written down. */
    public static final SettingGroup LOG = new SettingGroup(
            "Log",
            List.of(
                    new SettingSpec(
                            key(DaemonKey.LOG_LEVEL),
                            "Level",
                            "How much the daemon writes down. What was asked and answered never is.",
                            new SettingSpec.Kind.Choice("info", LEVELS)),
                    new SettingSpec(
                            key(DaemonKey.LOG_REQUESTS),
                            "A line for each request",
                            "Program, model, who answered and how fast; no words of it.",
                            new SettingSpec.Kind.Flag(true))));

    private GeneralSettings() {}

    /**
     * What the daemon writes down, in the words of the setting, to go on in a sentence.
     *
     * @param level as the file has it; what is none counts as the daemon takes it
     */
    public static String written(String level) {
        String name = LEVELS.stream()
                .filter(one -> one.value().equals(level))
                .map(SettingSpec.Named::name)
                .findFirst()
                .orElse("What happens");
        return name.toLowerCase(Locale.ROOT);
    }

    private static FieldKey key(DaemonKey key) {
        return FieldKey.daemon(key.dotted());
    }
}
