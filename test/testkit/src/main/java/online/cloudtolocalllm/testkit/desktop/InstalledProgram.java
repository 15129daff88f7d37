package online.cloudtolocalllm.testkit.desktop;

import java.io.IOException;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;

/** Programs that a package of the system brings. */
public final class InstalledProgram {

    private InstalledProgram() {}

    /**
     * Starts a program.
     *
     * @throws AssertionError if it is missing, saying what to install
     */
    public static AppProcess start(Command command, String packageName) throws IOException {
        try {
            return AppProcess.start(command);
        } catch (IOException e) {
            throw new AssertionError(command.words().getFirst() + " is missing: apt-get install " + packageName, e);
        }
    }
}
