package online.cloudtolocalllm.secrets.keyring;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.bus.Bus;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.Reply;
import online.cloudtolocalllm.secrets.Prompting;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/** The calls of the Secret Service (freedesktop.org, draft 0.2) that are needed here. For one thread; every method blocks. */
final class SecretService implements AutoCloseable {

    private static final String NAME = "org.freedesktop.secrets";
    private static final String PATH = "/org/freedesktop/secrets";
    private static final String SERVICE = "org.freedesktop.Secret.Service";
    private static final String COLLECTION = "org.freedesktop.Secret.Collection";
    private static final String ITEM = "org.freedesktop.Secret.Item";
    private static final String PROMPT = "org.freedesktop.Secret.Prompt";
    private static final String PROPERTIES = "org.freedesktop.DBus.Properties";
    private static final String ENCRYPTED = "dh-ietf1024-sha256-aes128-cbc-pkcs7";
    private static final String NOTHING = "/";

    private final Bus bus;
    private final SecureRandom random;

    SecretService(Bus bus, SecureRandom random) {
        this.bus = bus;
        this.random = random;
    }

    /**
     * Items by whether they can be read.
     *
     * @param open paths of those in unlocked collections
     * @param locked paths of the others
     */
    record Items(List<String> open, List<String> locked) {}

    /**
     * A session; encrypted if the service can. Unencrypted is good enough on the only kind of bus that is used here, a socket of
     * this user.
     */
    Session openSession() throws BusException {
        KeyAgreement agreement = new KeyAgreement(random);
        Object[] opened;
        try {
            opened = bus.call(
                    NAME, PATH, SERVICE, "OpenSession", "sv", ENCRYPTED, new Variant<>(agreement.publicKey(), "ay"));
        } catch (BusException e) {
            if (!e.error().equals("org.freedesktop.DBus.Error.NotSupported")) {
                throw e;
            }
            opened = bus.call(NAME, PATH, SERVICE, "OpenSession", "sv", "plain", new Variant<>("", "s"));
            return new Session(Reply.path(Reply.at(opened, 1)), Optional.empty());
        }
        byte[] theirs = Reply.bytes(Reply.inside(Reply.at(opened, 0)));
        try {
            return new Session(Reply.path(Reply.at(opened, 1)), Optional.of(agreement.agree(theirs)));
        } catch (GeneralSecurityException e) {
            throw new BusException(BusException.Kind.STRANGE, "no key could be agreed on with it");
        }
    }

    Items search(Map<String, String> attributes) throws BusException {
        Object[] found = bus.call(NAME, PATH, SERVICE, "SearchItems", "a{ss}", attributes);
        return new Items(Reply.paths(Reply.at(found, 0)), Reply.paths(Reply.at(found, 1)));
    }

    /** The collection for new items; empty if there is none. */
    Optional<String> defaultCollection() throws BusException {
        Object[] read = bus.call(NAME, PATH, SERVICE, "ReadAlias", "s", "default");
        return Optional.of(Reply.path(Reply.at(read, 0))).filter(path -> !path.equals(NOTHING));
    }

    boolean locked(String collection) throws BusException {
        Object[] read = bus.call(NAME, collection, PROPERTIES, "Get", "ss", COLLECTION, "Locked");
        return Reply.flag(Reply.inside(Reply.at(read, 0)));
    }

    /**
     * Unlocks an item or a collection, asking the person in front of the screen if the service wants it.
     *
     * @param patience how long the person may take
     * @return whether it is unlocked now
     */
    boolean unlock(String path, Duration patience) throws BusException {
        Object[] unlocked = bus.call(NAME, PATH, SERVICE, "Unlock", "ao", List.of(new DBusPath(path)));
        return Reply.paths(Reply.at(unlocked, 0)).contains(path)
                || answered(Reply.path(Reply.at(unlocked, 1)), patience);
    }

    /** Whether a prompt was answered with yes; one that is not there needs no answer. */
    private boolean answered(String prompt, Duration patience) throws BusException {
        if (prompt.equals(NOTHING)) {
            return false;
        }
        bus.subscribe(prompt, PROMPT, "Completed");
        bus.call(NAME, prompt, PROMPT, "Prompt", "s", "");
        try {
            Object[] completed = bus.await(prompt, PROMPT, "Completed", patience);
            return !Reply.flag(Reply.at(completed, 0));
        } catch (BusException e) {
            if (e.kind() == BusException.Kind.SILENT) {
                // Nobody sat there, which is as good as "no".
                return false;
            }
            throw e;
        }
    }

    /** The bytes of an item's secret. */
    byte[] secret(String item, Session session) throws BusException {
        Object[] read = bus.call(NAME, item, ITEM, "GetSecret", "o", new DBusPath(session.path()));
        return session.open(Reply.at(read, 0));
    }

    /** The same where nobody may be asked: the service only offers to show its prompt, and then what it is for is not done. */
    private boolean answered(String prompt, Prompting prompting, Duration patience) throws BusException {
        return prompting == Prompting.ALLOWED && answered(prompt, patience);
    }

    /**
     * Makes an item, or replaces the one with the same attributes.
     *
     * @param prompting whether a person may be asked if the service wants that
     * @param patience how long the person may take
     * @return whether it was made
     */
    boolean create(
            String collection,
            String label,
            Map<String, String> attributes,
            String secret,
            Session session,
            Prompting prompting,
            Duration patience)
            throws BusException {
        Map<String, Variant<?>> properties = Map.of(
                ITEM + ".Label", new Variant<>(label, "s"), ITEM + ".Attributes", new Variant<>(attributes, "a{ss}"));
        Object[] made = bus.call(
                NAME,
                collection,
                COLLECTION,
                "CreateItem",
                "a{sv}(oayays)b",
                properties,
                session.seal(secret, random),
                true);
        return !Reply.path(Reply.at(made, 0)).equals(NOTHING)
                || answered(Reply.path(Reply.at(made, 1)), prompting, patience);
    }

    /** Deletes an item; whether it is gone. */
    boolean delete(String item, Prompting prompting, Duration patience) throws BusException {
        String prompt = Reply.path(Reply.at(bus.call(NAME, item, ITEM, "Delete", ""), 0));
        return prompt.equals(NOTHING) || answered(prompt, prompting, patience);
    }

    @Override
    public void close() {
        bus.close();
    }
}
