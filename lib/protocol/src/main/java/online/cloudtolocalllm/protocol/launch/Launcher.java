package online.cloudtolocalllm.protocol.launch;

import java.nio.file.Path;
import java.util.Optional;

/** The launcher script, by which every program of the product is started. */
public final class Launcher {

    /** The system property in which the launcher passes its own absolute path to every Java machine that it starts. */
    public static final String PROPERTY = "cloudtolocalllm.launcher";

    private Launcher() {}

    /** The launcher that started this process; empty if none did. */
    public static Optional<Path> ofThisProcess() {
        return Optional.of(System.getProperty(PROPERTY, ""))
                .filter(told -> !told.isEmpty())
                .map(Path::of);
    }
}
