package online.cloudtolocalllm.protocol.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The launcher script, by which every program of the product is started. */
public final class Launcher {

    /** The system property in which the launcher passes its own absolute path to every Java machine that it starts. */
    public static final String PROPERTY = "cloudtolocalllm.launcher";

    /** The environment variable in which the launcher tells of the build that it runs its programs from: a folder of jars for each. */
    public static final String STAGE = "CLOUDTOLOCALLLM_STAGE";

    private Launcher() {}

    /** The launcher that started this process; empty if none did. */
    public static Optional<Path> ofThisProcess() {
        return Optional.of(System.getProperty(PROPERTY, ""))
                .filter(told -> !told.isEmpty())
                .map(Path::of);
    }

    /**
     * Whether the installation that this process belongs to has a program. Looks at the disk.
     *
     * @param environment environment variables of this process
     * @param folder the folder of the program's jars, such as {@code settings}
     */
    public static boolean has(Map<String, String> environment, String folder) {
        String stage = environment.getOrDefault(STAGE, "");
        return !stage.isEmpty() && Files.isRegularFile(Path.of(stage, folder, "classpath"));
    }
}
