package online.cloudtolocalllm.secrets.keyring;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.bus.Bus;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.SessionBus;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.secrets.Keyring;
import online.cloudtolocalllm.secrets.Prompting;
import online.cloudtolocalllm.secrets.Resolution;
import online.cloudtolocalllm.secrets.Storing;
import online.cloudtolocalllm.secrets.TokenText;

/**
 * The keyring behind {@code org.freedesktop.secrets}: gnome-keyring, KWallet, KeePassXC. Connects for each operation and leaves
 * nothing behind: no thread, no socket. Thread-safe.
 */
public final class SecretServiceKeyring implements Keyring {

    private static final String LOCKED = "its token is in a locked keyring: unlock it";
    private static final Set<String> GONE = Set.of(
            "org.freedesktop.Secret.Error.NoSuchObject",
            "org.freedesktop.DBus.Error.UnknownObject",
            "org.freedesktop.DBus.Error.UnknownMethod");

    private final Map<String, String> environment;
    private final Limits limits;

    /**
     * How long things may take.
     *
     * @param call one call
     * @param person the answer of a person to a prompt
     */
    public record Limits(Duration call, Duration person) {

        /** Five seconds, two minutes. */
        public static Limits standard() {
            return new Limits(Duration.ofSeconds(5), Duration.ofMinutes(2));
        }
    }

    /**
     * The keyring of a session.
     *
     * @param environment environment variables, which name the session bus
     */
    public SecretServiceKeyring(Map<String, String> environment, Limits limits) {
        this.environment = Map.copyOf(environment);
        this.limits = limits;
    }

    private static final class NoKeyring extends Exception {
        private static final long serialVersionUID = 1L;

        NoKeyring(String reason) {
            super(reason);
        }
    }

    private SecretService connect() throws NoKeyring, BusException {
        Optional<String> address = SessionBus.address(environment);
        if (address.isEmpty()) {
            throw new NoKeyring("there is no session bus, and so no keyring");
        }
        return new SecretService(Bus.connect(address.get(), limits.call()), new SecureRandom());
    }

    @Override
    public Resolution find(String entry, Prompting prompting) {
        try (SecretService service = connect()) {
            return find(service, entry, prompting);
        } catch (NoKeyring e) {
            return new Resolution.Unavailable(String.valueOf(e.getMessage()));
        } catch (BusException e) {
            return isLocked(e) ? new Resolution.Locked(LOCKED) : new Resolution.Unavailable(words(e));
        }
    }

    private Resolution find(SecretService service, String entry, Prompting prompting) throws BusException {
        SecretService.Items items = service.search(attributes(entry));
        if (items.open().isEmpty()) {
            Optional<String> closed = items.locked().stream().findFirst();
            if (closed.isEmpty()) {
                // Some services tell nothing of what is in a locked collection.
                closed = lockedCollection(service);
            }
            if (closed.isPresent()) {
                if (!unlocked(service, closed.get(), prompting)) {
                    return new Resolution.Locked(LOCKED);
                }
                items = service.search(attributes(entry));
            }
        }
        return items.open().isEmpty()
                ? new Resolution.Absent("the keyring has no token \"" + entry + "\"")
                : read(service, items.open().getFirst(), entry);
    }

    private static Optional<String> lockedCollection(SecretService service) throws BusException {
        Optional<String> collection = service.defaultCollection();
        return collection.isPresent() && service.locked(collection.get()) ? collection : Optional.empty();
    }

    private boolean unlocked(SecretService service, String path, Prompting prompting) throws BusException {
        return prompting == Prompting.ALLOWED && service.unlock(path, limits.person());
    }

    private static Resolution read(SecretService service, String item, String entry) throws BusException {
        String where = "the keyring's entry \"" + entry + "\"";
        try {
            byte[] secret = service.secret(item, service.openSession());
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(secret))
                    .toString();
            if (text.isEmpty()) {
                return new Resolution.Absent(where + " is empty");
            }
            return TokenText.isToken(text)
                    ? new Resolution.Found(new Token(text))
                    : new Resolution.Unusable(where + " is no token");
        } catch (CharacterCodingException e) {
            return new Resolution.Unusable(where + " is no token");
        } catch (BusException e) {
            if (GONE.contains(e.error())) {
                return new Resolution.Absent(where + " was deleted just now");
            }
            throw e;
        }
    }

    @Override
    public Storing store(String entry, Token token, Prompting prompting) {
        try (SecretService service = connect()) {
            return store(service, entry, token, prompting);
        } catch (NoKeyring e) {
            return new Storing.Unavailable(String.valueOf(e.getMessage()));
        } catch (BusException e) {
            return notStored(e);
        }
    }

    private Storing store(SecretService service, String entry, Token token, Prompting prompting) throws BusException {
        Optional<String> collection = service.defaultCollection();
        if (collection.isEmpty()) {
            return new Storing.Unavailable("the keyring has no default collection");
        }
        if (service.locked(collection.get()) && !unlocked(service, collection.get(), prompting)) {
            return new Storing.Locked("the keyring is locked: unlock it");
        }
        Session session = service.openSession();
        boolean made = service.create(
                collection.get(),
                "CloudToLocalLLM: token \"" + entry + "\"",
                attributes(entry),
                token.value(),
                session,
                prompting,
                limits.person());
        if (!made) {
            return new Storing.Locked("the keyring was not unlocked");
        }
        // Whoever is told that it is kept may forget it, so it has to be seen there once.
        return find(service, entry, Prompting.NEVER).equals(new Resolution.Found(token))
                ? new Storing.Kept(new TokenSource.Keyring(entry))
                : new Storing.Unavailable("the keyring gave back something else than was put in");
    }

    @Override
    public Storing clear(String entry, Prompting prompting) {
        try (SecretService service = connect()) {
            SecretService.Items items = service.search(attributes(entry));
            List<String> all = new ArrayList<>(items.open());
            for (String item : items.locked()) {
                if (!unlocked(service, item, prompting)) {
                    return new Storing.Locked("the keyring is locked: unlock it");
                }
                all.add(item);
            }
            for (String item : all) {
                if (!service.delete(item, prompting, limits.person())) {
                    return new Storing.Locked("the keyring was not unlocked");
                }
            }
            return new Storing.Gone();
        } catch (NoKeyring e) {
            return new Storing.Unavailable(String.valueOf(e.getMessage()));
        } catch (BusException e) {
            return GONE.contains(e.error()) ? new Storing.Gone() : notStored(e);
        }
    }

    private static Storing notStored(BusException e) {
        return isLocked(e) ? new Storing.Locked("the keyring is locked: unlock it") : new Storing.Unavailable(words(e));
    }

    private static boolean isLocked(BusException e) {
        return e.error().equals("org.freedesktop.Secret.Error.IsLocked");
    }

    private static Map<String, String> attributes(String entry) {
        return Map.of("application", "cloudtolocalllm", "connection", entry);
    }

    private static String words(BusException e) {
        return switch (e.kind()) {
            case NO_BUS -> "the keyring cannot be reached (" + e.reason() + ")";
            case NO_SERVICE -> "no keyring runs in this session (" + e.reason() + ")";
            case SILENT -> "the keyring does not answer (" + e.reason() + ")";
            case LOST -> "the keyring went away (" + e.reason() + ")";
            case REFUSED, STRANGE -> "the keyring answered with an error (" + e.reason() + ")";
        };
    }
}
