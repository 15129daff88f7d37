package online.cloudtolocalllm.settings.model.connections;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.ConnectionEntry;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.window.words.Words;

/**
 * A connection that is about to be added, without its key. Pure.
 *
 * @param preset what it is
 * @param name its name, as it is typed
 * @param address its base URL, as it is typed
 */
public record Draft(Preset preset, String name, String address) {

    private static final Pattern KEY = Pattern.compile("[!-~]{1,8192}");
    private static final String ADDRESS = "api_base_url";

    /** What a preset proposes: its address, and a name that nothing has yet. */
    public static Draft of(Preset preset, Config config) {
        return new Draft(preset, free(config, preset.name()), preset.address());
    }

    /** Something else after all: what was typed stays, what was proposed goes. */
    public Draft as(Preset other, Config config) {
        boolean named = !name.isBlank() && !name.equals(free(config, preset.name()));
        boolean addressed = !address.isBlank() && !address.equals(preset.address());
        Draft fresh = of(other, config);
        return new Draft(other, named ? name : fresh.name(), addressed ? address : fresh.address());
    }

    /** With another name. */
    public Draft named(String typed) {
        return new Draft(preset, typed, address);
    }

    /** With another address. */
    public Draft at(String typed) {
        return new Draft(preset, name, typed);
    }

    private static String free(Config config, String name) {
        Set<String> taken = config.names().stream()
                .map(one -> one.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        String free = name;
        for (int next = 2; taken.contains(free); next++) {
            free = name + "-" + next;
        }
        return free;
    }

    /** What it is to be, and where prompts go by the address that is typed, as sentences. */
    public String sentence() {
        return preset.sentence() + travel();
    }

    private String travel() {
        if (address.isBlank()) {
            return "";
        }
        try {
            ConnectionSettings settings = ConnectionEntry.read("x", entry(), ConnectionDefaults.STANDARD);
            return switch (Reach.byAddress(settings)) {
                case LOCAL -> " What you ask stays on this computer.";
                case LAN ->
                    settings.origin().loopback()
                            ? " What you ask goes to that program on this computer."
                            : " What you ask goes over your network.";
                case INTERNET -> " What you ask goes there over the internet.";
            };
        } catch (InvalidSettingException e) {
            // The address has a reason of its own.
            return "";
        }
    }

    /** Why it cannot have this name, as a sentence; empty if it can. */
    public String nameProblem(Config config) {
        if (name.isBlank()) {
            return "Give it a name.";
        }
        return wrong(config)
                .filter(why -> !why.key().equals(ADDRESS))
                .map(why -> Words.sentence(why.text()))
                .orElse("");
    }

    /** Why it cannot have this address, as a sentence; empty if it can. */
    public String addressProblem(Config config) {
        if (address.isBlank()) {
            return "Say where it is, such as " + preset.example() + ".";
        }
        // The name comes first in the rules, and may be wrong for now.
        return new Draft(preset, free(config, "x"), address)
                .wrong(config)
                .map(why -> Words.sentence(why.reason()))
                .orElse("");
    }

    /**
     * Why this cannot be its key, as a sentence; empty if it can, or if there is none.
     *
     * @param key as it is typed; it is not told
     */
    public String keyProblem(String key) {
        String stripped = key.strip();
        if (stripped.isEmpty()) {
            return "";
        }
        if (!KEY.matcher(stripped).matches()) {
            return stripped.length() > 8192
                    ? "It is too long for a key."
                    : "It has characters that no key has. Was something else pasted?";
        }
        return openToOthers() ? "A key is sent over https only. Change the address, or leave the key out." : "";
    }

    /** Something that is allowed and yet worth knowing, as a sentence; empty if there is nothing. */
    public String remark(Config config) {
        Optional<String> same = config.names().stream()
                .filter(other ->
                        config.connections().object(other).text(ADDRESS, "").equals(address.strip()))
                .findFirst();
        return same.map(other -> Words.plain(other) + " has this address, too.").orElse("");
    }

    private boolean openToOthers() {
        try {
            Origin origin = Origin.parse(address);
            return !origin.secure() && !origin.loopback();
        } catch (InvalidSettingException e) {
            // The address has a reason of its own.
            return false;
        }
    }

    /** Whether it can be added. */
    public boolean complete(Config config, String key) {
        return nameProblem(config).isEmpty()
                && addressProblem(config).isEmpty()
                && keyProblem(key).isEmpty();
    }

    private Optional<InvalidSetting> wrong(Config config) {
        return Check.of(config, edit().changes()) instanceof Check.Verdict.Wrong(InvalidSetting why)
                ? Optional.of(why)
                : Optional.empty();
    }

    /** What adds it. */
    public Edit edit() {
        return new Edit(
                Words.plain(name.strip()) + " was added.",
                Optional.empty(),
                List.of(new ConfigChange.SetConnection(name.strip(), true, entry(), List.of())));
    }

    private JsonObject entry() {
        return JsonObject.of("connection_type", preset.kind().wireName(), ADDRESS, address.strip());
    }
}
