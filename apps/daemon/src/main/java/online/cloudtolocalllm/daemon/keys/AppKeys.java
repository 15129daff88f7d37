package online.cloudtolocalllm.daemon.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.config.daemon.KeyNeed;
import online.cloudtolocalllm.daemon.gateway.KeyCheck;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.FileProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's keys: those of the file, in memory, and changed in both. A change is in force when the method that makes it
 * returns. Thread-safe; what changes keys blocks on the disk.
 */
public final class AppKeys implements KeyCheck, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AppKeys.class);
    private static final int MOST = 256;
    private static final int RANDOM_BYTES = 32;
    /** How long a revoked key can be brought back: longer than a window offers it. */
    static final Duration RESTORABLE = Duration.ofMinutes(1);

    private static final int MOST_REVOKED = 16;

    private final KeyFile file;
    private final TimeSource time;
    private final Supplier<KeyNeed> need;
    private final SecureRandom random = new SecureRandom();
    /** Makes one change at a time; only threads that may block come here. */
    private final Object changing = new Object();

    /** Guarded by {@code changing}: what was revoked last, the latest at the end; in memory only. */
    private final Deque<Revoked> revoked = new ArrayDeque<>();

    private volatile List<KeyEntry> entries;
    private final Optional<String> problem;

    /** A key that counts no more, and since when by the clock that never goes back. */
    private record Revoked(KeyEntry entry, long nanos) {}

    /** What came of making a key. */
    sealed interface Made {

        /** The key, which is shown this once and kept nowhere. */
        record Key(String text) implements Made {}

        /** There is none, for this reason. */
        record Refused(String text, String code) implements Made {}
    }

    private AppKeys(
            KeyFile file, TimeSource time, Supplier<KeyNeed> need, List<KeyEntry> entries, Optional<String> problem) {
        this.file = file;
        this.time = time;
        this.need = need;
        this.entries = entries;
        this.problem = problem;
    }

    /**
     * Opens the keys of a file. A file that cannot be used is left as it is: then no key is known, and none can be made.
     *
     * @param need when a key is asked for, at present
     */
    public static AppKeys open(Path path, TimeSource time, Supplier<KeyNeed> need) {
        KeyFile file = new KeyFile(path);
        try {
            return new AppKeys(file, time, need, file.read(), Optional.empty());
        } catch (IOException e) {
            String problem = path.getFileName() + " cannot be used (" + FileProblem.describe(e)
                    + "): no gateway key is valid. Repair it, or remove it and make new keys, and restart the daemon.";
            return new AppKeys(file, time, need, List.of(), Optional.of(problem));
        }
    }

    /** What is wrong with the file, for people. */
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public KeyNeed need() {
        return need.get();
    }

    @Override
    public Caller caller(List<String> keys) {
        if (keys.isEmpty()) {
            return new Caller.Anonymous();
        }
        Optional<KeyEntry> found = keys.size() == 1 ? find(keys.getFirst()) : Optional.empty();
        found.ifPresent(entry -> entry.use().used(time.now()));
        return found.<Caller>map(entry ->
                        new Caller.Known(entry.key().name(), entry.key().privacy()))
                .orElseGet(Caller.Unknown::new);
    }

    /** Takes as long for a key that is nearly right as for any other. */
    private Optional<KeyEntry> find(String key) {
        byte[] hash = sha256(key).getBytes(StandardCharsets.US_ASCII);
        Optional<KeyEntry> found = Optional.empty();
        for (KeyEntry entry : entries) {
            if (MessageDigest.isEqual(entry.key().sha256().getBytes(StandardCharsets.US_ASCII), hash)) {
                found = Optional.of(entry);
            }
        }
        return found;
    }

    private static String sha256(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** All keys, by name. */
    List<KeyEntry> list() {
        return entries;
    }

    /**
     * Makes a key.
     *
     * @throws IOException if it could not be written; then there is none
     */
    Made create(String name, Privacy privacy) throws IOException {
        if (!AppKey.isName(name)) {
            return new Made.Refused(
                    "The name must begin with a letter or a digit and have at most 64 of letters, digits, \".\", \"_\""
                            + " and \"-\".",
                    "bad_request");
        }
        if (problem.isPresent()) {
            return new Made.Refused(problem.get(), "keys_unusable");
        }
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        AppKey key = new AppKey(name, sha256(text), privacy, time.now().truncatedTo(ChronoUnit.SECONDS));
        synchronized (changing) {
            List<KeyEntry> more = new ArrayList<>(kept());
            if (more.stream().anyMatch(entry -> entry.key().name().equals(name))) {
                return new Made.Refused("There is a key with this name already. Revoke it first.", "name_taken");
            }
            if (more.size() >= MOST) {
                return new Made.Refused("There are " + MOST + " keys already. Revoke one first.", "too_many_keys");
            }
            insert(more, new KeyEntry(key, new KeyUse(0, Optional.empty())));
        }
        LOG.info("a gateway key was made for {}", name);
        return new Made.Key(text);
    }

    /**
     * Revokes a key; says whether there was one of that name.
     *
     * @throws IOException if that could not be written; then the key is still valid
     */
    boolean revoke(String name) throws IOException {
        synchronized (changing) {
            Map<Boolean, List<KeyEntry>> kept = kept().stream()
                    .collect(Collectors.partitioningBy(
                            entry -> entry.key().name().equals(name)));
            // What somebody took out of the file by hand is revoked, too, and not brought back.
            List<KeyEntry> gone = kept.getOrDefault(true, List.of());
            if (gone.isEmpty()
                    && entries.stream().noneMatch(entry -> entry.key().name().equals(name))) {
                return false;
            }
            replace(kept.getOrDefault(false, List.of()));
            gone.forEach(entry -> revoked.add(new Revoked(entry, time.nanoTime())));
            while (revoked.size() > MOST_REVOKED) {
                revoked.remove();
            }
        }
        LOG.info("the gateway key of {} was revoked", name);
        return true;
    }

    /**
     * Brings a key back that was revoked within {@link #RESTORABLE}, with its use; says why not in words with a code, or nothing.
     *
     * @throws IOException if that could not be written; then the key stays revoked
     */
    Optional<Made.Refused> restore(String name) throws IOException {
        synchronized (changing) {
            long now = time.nanoTime();
            revoked.removeIf(gone -> now - gone.nanos() > RESTORABLE.toNanos());
            Optional<Revoked> found = revoked.stream()
                    .filter(gone -> gone.entry().key().name().equals(name))
                    .reduce((former, latter) -> latter);
            if (found.isEmpty()) {
                return Optional.of(new Made.Refused(
                        "No key of that name was revoked within the last minute. Make a new one.", "unknown_key"));
            }
            List<KeyEntry> more = new ArrayList<>(kept());
            if (more.stream().anyMatch(entry -> entry.key().name().equals(name))) {
                return Optional.of(new Made.Refused("There is a new key with this name already.", "name_taken"));
            }
            if (more.size() >= MOST) {
                return Optional.of(new Made.Refused("There are " + MOST + " keys already.", "too_many_keys"));
            }
            insert(more, found.get().entry());
            revoked.remove(found.get());
        }
        LOG.info("the gateway key of {} counts again", name);
        return Optional.empty();
    }

    private void insert(List<KeyEntry> more, KeyEntry entry) throws IOException {
        more.add(entry);
        more.sort((a, b) -> a.key().name().compareTo(b.key().name()));
        replace(more);
    }

    /** The keys that the file has now, since somebody may have taken one out by hand; used as often as this process knows. */
    private List<KeyEntry> kept() throws IOException {
        return file.read().stream()
                .map(kept -> entries.stream()
                        .filter(entry -> entry.key().equals(kept.key()))
                        .findFirst()
                        .orElse(kept))
                .toList();
    }

    private void replace(List<KeyEntry> other) throws IOException {
        file.write(other);
        entries = List.copyOf(other);
    }

    /**
     * Writes how much the keys were used that are still in the file.
     *
     * @throws IOException if it cannot be read any more, or written; it is then left as it is
     */
    @Override
    public void close() throws IOException {
        synchronized (changing) {
            List<KeyEntry> kept = problem.isPresent() ? List.of() : kept();
            if (!kept.isEmpty()) {
                file.write(kept);
            }
        }
    }
}
