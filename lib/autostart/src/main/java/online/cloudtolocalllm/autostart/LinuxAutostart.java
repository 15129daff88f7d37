package online.cloudtolocalllm.autostart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import online.cloudtolocalllm.protocol.files.FileProblem;

/** On Linux: the service where one is installed, and otherwise the desktop's entry. Thread-safe. */
final class LinuxAutostart implements Autostart {

    private final UnitFiles service;
    private final XdgEntry entry;
    private final Installation installation;

    LinuxAutostart(UnitFiles service, XdgEntry entry, Installation installation) {
        this.service = service;
        this.entry = entry;
        this.installation = installation;
    }

    @Override
    public AutostartState state() {
        if (service.atLogin()) {
            return new AutostartState.On("the service " + installation.shown(service.unit()));
        }
        try {
            Optional<Path> file = entry.inForce();
            return file.<AutostartState>map(path -> new AutostartState.On("the entry " + installation.shown(path)))
                    .orElseGet(AutostartState.Off::new);
        } catch (IOException e) {
            return unavailable(e);
        }
    }

    @Override
    public AutostartState set(boolean on) {
        try {
            if (on && service.installed()) {
                service.startAtLogin(true);
            } else if (on) {
                entry.on();
            } else {
                service.startAtLogin(false);
                entry.off();
            }
        } catch (IOException e) {
            return unavailable(e);
        }
        return state();
    }

    private static AutostartState unavailable(IOException e) {
        return new AutostartState.Unavailable(FileProblem.describe(e) + ". Repair or remove it, and try again.");
    }
}
