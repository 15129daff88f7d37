package online.cloudtolocalllm.daemon.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import online.cloudtolocalllm.daemon.process.DaemonConfig.LogLevel;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/**
 * Reads {@code daemon_config.json}. Every key is optional and unknown keys are left alone. Whatever is wrong with the file, the
 * daemon starts: a setting that cannot be used keeps its default and is told in a notice with file, key and reason; a file that
 * is not JSON is set aside.
 */
public final class DaemonConfigFile {

    /** The largest file that is read. */
    public static final int MOST_BYTES = 1024 * 1024;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[A-Za-z0-9.-]+(:[0-9]{1,5})?"
            + "|[a-z][a-z0-9+.-]*://\\[[0-9a-fA-F:.]+](:[0-9]{1,5})?");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?|\\[[0-9a-fA-F:.]+](:[0-9]{1,5})?");

    private final String file;
    private final List<String> notices = new ArrayList<>();

    private DaemonConfigFile(String file) {
        this.file = file;
    }

    /**
     * What was read.
     *
     * @param config the settings, complete
     * @param notices what its owner should know, one or two sentences each
     */
    public record Loaded(DaemonConfig config, List<String> notices) {

        /** Copies the list. */
        public Loaded {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Reads the file. Blocks on the disk.
     *
     * @param path the file, which may be missing
     * @param now the time that a file set aside is named after
     */
    public static Loaded load(Path path, Instant now) {
        DaemonConfigFile reader = new DaemonConfigFile(String.valueOf(path.getFileName()));
        DaemonConfig config = reader.readFile(path, now).map(reader::read).orElse(DaemonConfig.STANDARD);
        return new Loaded(config, reader.notices);
    }

    private Optional<JsonObject> readFile(Path path, Instant now) {
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(path)) {
            return unread("it is not a file that can be read");
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(path)) {
            content = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            return unread(FileProblem.describe(e));
        }
        if (content.length > MOST_BYTES) {
            return unread("it is larger than 1 MB");
        }
        try {
            return Optional.of(Json.parseObject(content));
        } catch (MalformedJsonException e) {
            setAside(path, now, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<JsonObject> unread(String reason) {
        notices.add(file + " was not read: " + reason + ". The standard settings are used.");
        return Optional.empty();
    }

    private void setAside(Path path, Instant now, String reason) {
        String aside = file + ".corrupt-" + STAMP.format(now);
        try {
            Files.move(path, path.resolveSibling(aside));
            notices.add(file + " is not valid: " + reason + ". It was kept as " + aside
                    + " and the standard settings are used.");
        } catch (IOException e) {
            notices.add(file + " is not valid: " + reason + ". It could not be set aside (" + FileProblem.describe(e)
                    + "), and the standard settings are used.");
        }
    }

    private DaemonConfig read(JsonObject json) {
        JsonObject gateway = section(json, "gateway");
        return new DaemonConfig(
                address(gateway),
                texts(gateway, "allowed_hosts", host -> HOST.matcher(host).matches(), "a host such as box.lan:11435"),
                texts(
                        gateway,
                        "allowed_origins",
                        origin -> ORIGIN.matcher(origin).matches(),
                        "an origin such as http://localhost:3000; \"*\" is never taken"),
                logLevel(section(json, "log")),
                logRequests(json.object("log")));
    }

    private JsonObject section(JsonObject json, String name) {
        Optional<JsonValue> value = json.get(name);
        if (value.isPresent() && !(value.get() instanceof JsonObject)) {
            ignored(name, "it must be an object in braces", "The standard settings are used.");
        }
        return json.object(name);
    }

    private HostPort address(JsonObject gateway) {
        HostPort standard = DaemonConfig.STANDARD.gateway();
        if (!gateway.has("address")) {
            return standard;
        }
        String otherwise = standard + " is used.";
        Optional<HostPort> address = gateway.text("address").flatMap(text -> HostPort.parse(text, standard));
        if (address.isEmpty()) {
            ignored("gateway.address", "it must be an address in quotes such as \"127.0.0.1:11435\"", otherwise);
            return standard;
        }
        if (!LoopbackHost.matches(address.get().host())) {
            ignored(
                    "gateway.address",
                    "other computers could reach it, and the gateway serves this one only",
                    otherwise);
            return standard;
        }
        return address.get();
    }

    private List<String> texts(JsonObject section, String name, Predicate<String> isRight, String right) {
        Optional<JsonValue> value = section.get(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof JsonArray(List<JsonValue> items))) {
            ignored("gateway." + name, "it must be a list in square brackets", "It counts as empty.");
            return List.of();
        }
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof JsonText(String text) && isRight.test(text)) {
                taken.add(text);
            } else {
                ignored("gateway." + name + "[" + i + "]", "it is not " + right, "It is left out.");
            }
        }
        return taken;
    }

    private LogLevel logLevel(JsonObject log) {
        LogLevel standard = DaemonConfig.STANDARD.logLevel();
        if (!log.has("level")) {
            return standard;
        }
        Optional<LogLevel> level = log.text("level").flatMap(LogLevel::ofWord);
        if (level.isEmpty()) {
            ignored("log.level", "it must be error, warn, info or debug", standard.word() + " is used.");
        }
        return level.orElse(standard);
    }

    private boolean logRequests(JsonObject log) {
        boolean standard = DaemonConfig.STANDARD.logRequests();
        if (log.get("requests").filter(value -> !(value instanceof JsonFlag)).isPresent()) {
            ignored("log.requests", "it must be true or false", standard + " is used.");
        }
        return log.flag("requests", standard);
    }

    private void ignored(String key, String reason, String otherwise) {
        notices.add(file + ": \"" + key + "\" is ignored: " + reason + ". " + otherwise);
    }
}
