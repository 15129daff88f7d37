package online.cloudtolocalllm.secrets.keyring;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import online.cloudtolocalllm.bus.Reply;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.types.Variant;

/**
 * A Secret Service in memory with one collection, whose entries are told apart by their attribute {@code connection}. Single calls
 * can be made to go wrong. Calls come one at a time.
 */
final class FakeSecrets implements FakeBus.Answering {

    private static final DBusPath COLLECTION = new DBusPath("/org/freedesktop/secrets/collection/login");
    private static final DBusPath NOTHING = new DBusPath("/");
    private static final DBusPath PROMPT = new DBusPath("/org/freedesktop/secrets/prompt/p1");
    private static final String ITEMS = COLLECTION.getPath() + "/";

    /** By connection. */
    final Map<String, byte[]> entries = new LinkedHashMap<>();
    /** Faults by the name of the method. */
    final Map<String, FakeBus.Reaction> faults = new ConcurrentHashMap<>();
    /** What went over the bus, as text. */
    final List<String> wire = new ArrayList<>();

    /** Methods that a person is asked about first. */
    final List<String> asksFor = new ArrayList<>();
    /** How often a prompt was shown. */
    int prompts;

    boolean locked;
    boolean encrypts = true;
    boolean hidesLockedItems;
    /** What a person does: yes, no, or empty for nothing at all. */
    Optional<Boolean> person = Optional.empty();

    private Session session = new Session("/session/none", Optional.empty());

    @Override
    public synchronized FakeBus.Reaction to(Message call) throws Exception {
        Object[] arguments = call.getParameters();
        for (byte[] part : call.getWireData()) {
            wire.add(part == null ? "" : new String(part, StandardCharsets.ISO_8859_1));
        }
        FakeBus.Reaction fault = faults.get(call.getName());
        if (fault != null) {
            return fault;
        }
        return switch (call.getName()) {
            case "AddMatch" -> FakeBus.reply("");
            case "OpenSession" -> open(arguments);
            case "SearchItems" -> search(connection(map(arguments[0])));
            case "ReadAlias" -> FakeBus.reply("o", COLLECTION);
            case "Get" -> FakeBus.reply("v", new Variant<>(locked, "b"));
            case "Unlock" -> FakeBus.reply("aoo", List.of(), PROMPT);
            case "Prompt" -> prompt();
            case "GetSecret" -> secret(call.getPath().substring(ITEMS.length()));
            case "CreateItem" ->
                asksFor.contains("CreateItem") ? FakeBus.reply("oo", NOTHING, PROMPT) : create(arguments);
            case "Delete" -> {
                if (asksFor.contains("Delete")) {
                    yield FakeBus.reply("o", PROMPT);
                }
                entries.remove(call.getPath().substring(ITEMS.length()));
                yield FakeBus.reply("o", NOTHING);
            }
            default -> new FakeBus.Reaction.Refusal("org.freedesktop.DBus.Error.UnknownMethod");
        };
    }

    private FakeBus.Reaction open(Object[] arguments) throws Exception {
        if (arguments[0].equals("plain")) {
            session = new Session("/session/plain", Optional.empty());
            return FakeBus.reply("vo", new Variant<>("", "s"), new DBusPath(session.path()));
        }
        if (!encrypts) {
            return new FakeBus.Reaction.Refusal("org.freedesktop.DBus.Error.NotSupported");
        }
        KeyAgreement agreement = new KeyAgreement(new SecureRandom());
        byte[] theirs = Reply.bytes(Reply.inside(arguments[1]));
        session = new Session("/session/dh", Optional.of(agreement.agree(theirs)));
        return FakeBus.reply("vo", new Variant<>(agreement.publicKey(), "ay"), new DBusPath(session.path()));
    }

    private FakeBus.Reaction search(String connection) {
        List<DBusPath> found = entries.containsKey(connection) ? List.of(new DBusPath(ITEMS + connection)) : List.of();
        return locked
                ? FakeBus.reply("aoao", List.of(), hidesLockedItems ? List.of() : found)
                : FakeBus.reply("aoao", found, List.of());
    }

    private FakeBus.Reaction prompt() {
        prompts++;
        if (person.isEmpty()) {
            return FakeBus.reply("");
        }
        boolean yes = person.get();
        locked = locked && !yes;
        Object[] values = {!yes, new Variant<>("", "s")};
        return new FakeBus.Reaction.Reply(
                "",
                new Object[0],
                Optional.of(new FakeBus.Signal(
                        PROMPT.getPath(), "org.freedesktop.Secret.Prompt", "Completed", "bv", values)));
    }

    private FakeBus.Reaction secret(String connection) throws Exception {
        byte[] secret = entries.get(connection);
        if (secret == null) {
            return new FakeBus.Reaction.Refusal("org.freedesktop.Secret.Error.NoSuchObject");
        }
        Object[] sealed = session.seal(new String(secret, StandardCharsets.ISO_8859_1), new SecureRandom());
        if (session.key().isEmpty()) {
            sealed[2] = secret;
        }
        return FakeBus.reply("(oayays)", (Object) sealed);
    }

    private FakeBus.Reaction create(Object[] arguments) throws Exception {
        if (locked) {
            return new FakeBus.Reaction.Refusal("org.freedesktop.Secret.Error.IsLocked");
        }
        Object property = map(arguments[0]).get("org.freedesktop.Secret.Item.Attributes");
        Object attributes = ((Variant<?>) Objects.requireNonNull(property)).getValue();
        String connection = connection(map(attributes));
        entries.put(connection, session.open(arguments[1]));
        return FakeBus.reply("oo", new DBusPath(ITEMS + connection), NOTHING);
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static String connection(Map<?, ?> attributes) {
        if (!"cloudtolocalllm".equals(attributes.get("application"))) {
            throw new AssertionError("whose item is it? " + attributes);
        }
        return String.valueOf(attributes.get("connection"));
    }
}
