package online.cloudtolocalllm.client;

import java.time.Duration;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.ipc.IconState;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A program's place in the tray: hears from the daemon what the user wants of the program, and tells it what the tray is to
 * show. It finds the daemon, starts one where none runs and the options allow it, and comes back by itself when the link is
 * lost; {@link #state()} says at any moment how that goes.
 *
 * <p>Thread-safe. Listeners are called one after the other on one thread of the library. They may call everything here; while
 * one of them works, the others wait. What a listener throws goes to the {@link System.Logger} and changes nothing.
 *
 * <p>{@link #tooltip}, {@link #icon} and {@link #authenticated} are kept: they return at once and are told again after every
 * reconnect. Methods that throw {@link DaemonException} wait for the link and for an answer, and are never sent twice;
 * {@link DaemonException#effect()} says whether the call took effect. After {@link #close()} they throw
 * {@link DaemonException.Closed}.
 */
public final class TrayService implements AutoCloseable {

    /** The longest text that {@link #tooltip} takes, in Unicode characters. */
    public static final int LONGEST_TOOLTIP = 1_000;

    /** Somebody may be asked for the keyring's password, for which the daemon waits two minutes. */
    private static final Duration TOKEN_LIMIT = Duration.ofSeconds(150);

    private final LastingLink link;

    private TrayService(LastingLink link) {
        this.link = link;
    }

    /**
     * Begins to connect and returns at once; the link comes up in the background.
     *
     * @param options whose daemon, under which name, and whether to start one
     */
    public static TrayService open(ClientOptions options) {
        return new TrayService(LastingLink.open(options));
    }

    /** The link below, for other faces of the library. */
    LastingLink link() {
        return link;
    }

    /** How the link is now. Never blocks. */
    public LinkState state() {
        return link.state();
    }

    /**
     * Blocks until the link is up.
     *
     * @param limit how long at most; zero or less looks only
     * @return whether it is up; false when the limit has passed, and at once when this service is closed
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public boolean awaitConnected(Duration limit) throws InterruptedException {
        return link.awaitConnected(limit.isNegative() ? Duration.ZERO : limit);
    }

    /**
     * Tries to connect now instead of at the end of a pause, and again after {@link LinkState.Stopped}: then a daemon is started
     * where none runs, if the options allow it. Returns at once. Does nothing while the link is up, and after {@link #close()}.
     */
    public void connectNow() {
        link.connectNow();
    }

    /**
     * Tells every state of the link, the present one first.
     *
     * @param listener called on the library's thread for listeners
     * @return ends it
     */
    public Registration onState(Consumer<LinkState> listener) {
        return link.onState(listener);
    }

    /**
     * Tells everything that the daemon says without being asked. STATUS, CONNECTION_STATUS_CHANGED and FAILOVER come only while
     * something is subscribed, as by a {@code UnifiedConnectionService} that shares this link.
     *
     * @param listener called on the library's thread for listeners, in the order of the daemon
     * @return ends it
     */
    public Registration onEvent(Consumer<DaemonEvent> listener) {
        return link.onEvent(listener);
    }

    /**
     * The user wants to see the program's window.
     *
     * @param action called on the library's thread for listeners
     * @return ends it
     */
    public Registration onShow(Runnable action) {
        return on(DaemonEvent.Show.class, action);
    }

    /**
     * The user wants the program's window to go.
     *
     * @param action called on the library's thread for listeners
     * @return ends it
     */
    public Registration onHide(Runnable action) {
        return on(DaemonEvent.Hide.class, action);
    }

    /**
     * The user wants to see the program's settings; a chat program is told so where the installation has no settings window. Which
     * part of them, {@link #onEvent} tells.
     *
     * @param action called on the library's thread for listeners
     * @return ends it
     */
    public Registration onSettings(Runnable action) {
        return on(DaemonEvent.Settings.class, action);
    }

    /**
     * The program is to end. Nothing ends it but what it does itself.
     *
     * @param action called on the library's thread for listeners; it may call {@link #close()}
     * @return ends it
     */
    public Registration onQuit(Runnable action) {
        return on(DaemonEvent.Quit.class, action);
    }

    /**
     * The user wants to see the test of connections.
     *
     * @param action called on the library's thread for listeners
     * @return ends it
     */
    public Registration onOllamaTest(Runnable action) {
        return on(DaemonEvent.OllamaTest.class, action);
    }

    private Registration on(Class<? extends DaemonEvent> kind, Runnable action) {
        return link.onEvent(event -> {
            if (kind.isInstance(event)) {
                action.run();
            }
        });
    }

    /**
     * What the tray shows when the pointer rests on its icon. The newest program that says something counts.
     *
     * <p>Returns at once, also without a link; kept until the next call, and forgotten by the daemon when the link ends.
     *
     * @param text at most {@value #LONGEST_TOOLTIP} Unicode characters; empty for nothing
     * @throws IllegalArgumentException if it is longer
     */
    public void tooltip(String text) {
        if (text.codePointCount(0, text.length()) > LONGEST_TOOLTIP) {
            throw new IllegalArgumentException("a tooltip has at most " + LONGEST_TOOLTIP + " characters");
        }
        keep(JsonObject.of("command", "UPDATE_TOOLTIP", "text", text));
    }

    /**
     * What the tray's icon shows. The newest program that says something counts.
     *
     * <p>Returns at once, also without a link; kept until the next call, and forgotten by the daemon when the link ends.
     *
     * @param state the state
     */
    public void icon(IconState state) {
        keep(JsonObject.of("command", "UPDATE_ICON", "state", state.word()));
    }

    /**
     * Whether the user is signed in, in the eyes of this program.
     *
     * <p>Returns at once, also without a link; kept until the next call, and forgotten by the daemon when the link ends.
     *
     * @param authenticated whether so
     */
    public void authenticated(boolean authenticated) {
        keep(JsonObject.of("command", "AUTH_STATUS", "authenticated", authenticated));
    }

    private void keep(JsonObject command) {
        link.keep(command.text("command", ""), command);
    }

    /**
     * Gives the daemon the token of a connection. Blocks until the token is durable and in use: seconds, or up to two minutes
     * while the user is asked for the keyring's password.
     *
     * @param connection the connection's name
     * @param token the token; empty to clear it
     * @return where it is now
     * @throws DaemonException {@code Refused} with {@code unknown_connection}, {@code bad_token}, {@code not_secure},
     *     {@code keyring_locked} or {@code not_stored}: then the former token is in use as before, or the message says where the
     *     new one is; {@code NoAnswer} and {@code LinkLost} with an unknown effect: the token may be stored, and storing it
     *     again does no harm
     */
    public TokenStored token(String connection, String token) throws DaemonException {
        JsonObject command = JsonObject.of("command", "UPDATE_AUTH_TOKEN", "connection", connection)
                .with("token", token);
        return TokenStored.read(connection, link.request(command, TOKEN_LIMIT));
    }

    /**
     * Has the chat program show its window; the daemon starts it if it does not run. Blocks until it has been told, or for a start
     * until it is there; for at most ten seconds, and a start goes on after that.
     *
     * @throws DaemonException {@code Refused} with {@code app_not_running} if it does not run and the installation has no such
     *     program, with {@code app_not_started} and the reason, and with {@code app_busy} if it does not read what it is told;
     *     {@code NoAnswer} and {@code LinkLost} with an unknown effect: it may have been told
     */
    public void showApp() throws DaemonException {
        ask("SHOW_APP");
    }

    /**
     * Has the running chat program hide its window. Blocks for at most ten seconds.
     *
     * @throws DaemonException {@code Refused} with {@code app_not_running} and {@code app_busy}, and as {@link #showApp()} does
     */
    public void hideApp() throws DaemonException {
        ask("HIDE_APP");
    }

    /**
     * Has the settings window shown, as {@link #showApp()} does the chat program's. Where the installation has none, a running chat
     * program is asked to show its settings.
     *
     * @throws DaemonException as {@link #showApp()} does
     */
    public void openSettings() throws DaemonException {
        ask("OPEN_SETTINGS");
    }

    /**
     * Has a part of the settings shown, as {@link #openSettings()} does.
     *
     * @param tab the part's name, such as {@code connections}; empty for the part that was shown last
     * @throws DaemonException as {@link #showApp()} does, and {@code Refused} with {@code bad_request} if this can be no name
     */
    public void openSettings(String tab) throws DaemonException {
        link.request(JsonObject.of("command", "OPEN_SETTINGS", "tab", tab), DaemonLink.USUAL_LIMIT);
    }

    /**
     * Asks the running chat program to end itself. Blocks for at most ten seconds, and not until it has ended.
     *
     * @throws DaemonException as {@link #hideApp()} does
     */
    public void quitApp() throws DaemonException {
        ask("QUIT_APP");
    }

    /**
     * Stops the daemon, for all programs. Returns when it has agreed, after at most ten seconds: running answers have ten more
     * to end. The state becomes {@link LinkState.Stopped} then, here and in the other programs, and this library starts no daemon
     * again before {@link #connectNow()}. Does nothing where the state is {@code Stopped} already.
     *
     * @throws DaemonException {@code NoAnswer} and {@code LinkLost} with an unknown effect: it may have agreed
     */
    public void stopDaemon() throws DaemonException {
        if (!(state() instanceof LinkState.Stopped)) {
            ask("QUIT");
        }
    }

    /**
     * Sends any other command of the protocol and waits for its reply. It is sent once.
     *
     * @param command with its {@code command}; without an {@code id}
     * @param limit for the link and the reply together
     * @return the reply
     * @throws DaemonException {@code Refused} with the reply's code if the daemon says no
     */
    public JsonObject request(JsonObject command, Duration limit) throws DaemonException {
        return link.request(command, limit);
    }

    private void ask(String command) throws DaemonException {
        link.request(JsonObject.of("command", command), DaemonLink.USUAL_LIMIT);
    }

    /**
     * Ends the link. The daemon stays and forgets what it was told for the tray; calls that wait end with
     * {@link DaemonException.Closed}. Services that share the link are closed with it. Never fails; a second call does nothing; may be called by a listener.
     */
    @Override
    public void close() {
        link.close();
    }
}
