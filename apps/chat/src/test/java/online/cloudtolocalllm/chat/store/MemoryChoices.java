package online.cloudtolocalllm.chat.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.talk.Preset;
import online.cloudtolocalllm.chat.model.talk.Profile;

/** What a {@link MemoryStore} keeps besides conversations, and its troubles. Thread-safe. */
abstract class MemoryChoices implements ConversationStore {

    final Object lock = new Object();

    // Guarded by the lock.

    private final Map<String, Profile> presets = new TreeMap<>();
    private final Map<String, String> choices = new HashMap<>();
    private final List<Consumer<String>> listeners = new ArrayList<>();
    private String trouble = "";

    /** From now on nothing can be stored, for this reason; all is well again with an empty one. */
    public void refuse(String why) {
        List<Consumer<String>> told;
        synchronized (lock) {
            trouble = why;
            told = List.copyOf(listeners);
        }
        told.forEach(listener -> listener.accept(why));
    }

    final boolean stores() {
        synchronized (lock) {
            return trouble.isEmpty();
        }
    }

    @Override
    public void onProblem(Consumer<String> listener) {
        String now;
        synchronized (lock) {
            listeners.add(listener);
            now = trouble;
        }
        if (!now.isEmpty()) {
            listener.accept(now);
        }
    }

    @Override
    public List<Preset> presets() {
        synchronized (lock) {
            return presets.entrySet().stream()
                    .map(entry -> new Preset(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    @Override
    public boolean preset(Preset preset) {
        synchronized (lock) {
            if (stores()) {
                presets.put(preset.name(), preset.profile());
            }
            return stores();
        }
    }

    @Override
    public boolean forgetPreset(String name) {
        synchronized (lock) {
            return stores() && presets.remove(name) != null;
        }
    }

    @Override
    public Optional<String> choice(String name) {
        synchronized (lock) {
            return Optional.ofNullable(choices.get(name));
        }
    }

    @Override
    public boolean choice(String name, String value) {
        synchronized (lock) {
            if (stores()) {
                choices.put(name, value);
            }
            return stores();
        }
    }

    /** The choice was never made. */
    void forgetChoice(String name) {
        synchronized (lock) {
            choices.remove(name);
        }
    }
}
