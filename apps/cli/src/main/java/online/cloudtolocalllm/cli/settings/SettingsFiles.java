package online.cloudtolocalllm.cli.settings;

import java.util.List;
import online.cloudtolocalllm.cli.run.CommandFailure;

/** The settings files themselves. */
public final class SettingsFiles {
    public List<String> problems() throws CommandFailure { return List.of(); }
    public void makeSure() throws CommandFailure {}
}
