package online.cloudtolocalllm.windowkit;

import java.util.function.Consumer;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.ThemeSetting;
import online.cloudtolocalllm.window.start.OtherPrograms;

/**
 * What the process around a window gives it, without the process.
 *
 * @param daemon the link
 * @param programs the product's other programs
 * @param locations the home folder
 * @param theme the colours of all windows
 * @param onFront hears which part is to come to the front
 * @param onEnd called when the program is to end
 */
public record PlayedShell(
        TrayService daemon,
        OtherPrograms programs,
        Locations locations,
        ThemeSetting theme,
        Consumer<String> onFront,
        Runnable onEnd)
        implements Shell {

    /** One that changes the theme at once. */
    public PlayedShell(
            TrayService daemon, OtherPrograms programs, Locations locations, Consumer<String> onFront, Runnable onEnd) {
        this(daemon, programs, locations, new ThemeSetting(locations, Runnable::run), onFront, onEnd);
    }

    @Override
    public void front(String part) {
        onFront.accept(part);
    }

    @Override
    public void end() {
        onEnd.run();
    }
}
