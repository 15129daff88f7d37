package online.cloudtolocalllm.settings.model.config;

import java.util.List;
import java.util.function.Consumer;
import online.cloudtolocalllm.config.store.ConfigChange;

/** Where the settings are. For the window's thread, on which also every answer comes, in the order of the calls. */
public interface ConfigStore extends AutoCloseable {

    /** Reads them. Returns at once. */
    void read(Consumer<ConfigAnswer> then);

    /** Makes changes, all or none. Returns at once. */
    void change(List<ConfigChange> changes, Consumer<ConfigAnswer> then);

    /** What is under way is done; nothing more begins. */
    @Override
    void close();
}
