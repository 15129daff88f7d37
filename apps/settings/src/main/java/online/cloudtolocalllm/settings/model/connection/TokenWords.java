package online.cloudtolocalllm.settings.model.connection;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Words;

/**
 * A connection's token in words.
 *
 * @param held whether there is one, and where
 * @param warning what is wrong with it; empty if nothing is
 * @param closed why none can be given now; empty if one can
 * @param progress what is under way; empty if nothing is
 * @param clearable whether there is one to clear
 * @param clearing what clearing does that cannot be undone; empty if it can be undone
 */
public record TokenWords(
        String held, String warning, String closed, String progress, boolean clearable, String clearing) {

    /** Those of this connection. Pure. */
    public static TokenWords of(ConnectionView view, TokenState token, Instant now, ZoneId zone) {
        String progress =
                switch (token.doing()) {
                    case NOTHING -> "";
                    case STORING -> "Storing it … If your keyring asks for its password, it waits up to two minutes.";
                    case CLEARING -> "Clearing it …";
                };
        boolean clearable = view.status().isPresent() && token.set();
        String clearing =
                switch (token.stored()) {
                    case "env" -> "";
                    case "file" ->
                        "A file that the daemon made is deleted, one of yours is not. Undo does not bring it back.";
                    default -> "It is deleted. Undo does not bring it back.";
                };
        return new TokenWords(
                held(view, token),
                warning(view, token, now, zone),
                closed(view),
                progress,
                clearable,
                clearable ? clearing : "");
    }

    private static String held(ConnectionView view, TokenState token) {
        if (!token.set()) {
            return view.settings()
                            .map(settings -> settings.kind() == ConnectionKind.CLOUD_PROXY)
                            .orElse(false)
                    ? "None yet; a cloud needs one."
                    : "None.";
        }
        String stored = token.stored().isEmpty() ? scheme(view) : token.stored();
        return (token.problem().isEmpty() ? "•••••• " : "") + place(stored);
    }

    private static String scheme(ConnectionView view) {
        String reference = view.entry().text("auth_token_ref", "");
        int colon = reference.indexOf(':');
        return colon < 0 ? "settings" : reference.substring(0, colon);
    }

    /** Where something is that is stored so. */
    static String place(String stored) {
        return switch (stored) {
            case "keyring" -> "in the keyring";
            case "file" -> "in a file that only you can read";
            case "env" -> "in an environment variable of the daemon";
            case "settings" -> "in connection_config.json; it moves into the keyring where one runs";
            default -> "set";
        };
    }

    private static String warning(ConnectionView view, TokenState token, Instant now, ZoneId zone) {
        if (!token.problem().isEmpty()) {
            return token.problem();
        }
        Optional<ConnectionStatus> refused = view.status()
                .filter(status -> status.enabled() && status.health().state() == HealthState.SIGN_IN_NEEDED);
        return refused.map(status -> (token.set() ? "Rejected since " : "Sign-in needed since ")
                        + Figures.moment(status.health().since(), now, zone) + ": "
                        + Words.plain(status.health().reason()) + ".")
                .orElse("");
    }

    private static String closed(ConnectionView view) {
        boolean open = view.settings()
                .map(settings ->
                        !settings.origin().secure() && !settings.origin().loopback())
                .orElse(false);
        if (open) {
            return "A token is sent over https only, or to this computer. This address begins with http.";
        }
        if (!view.live()) {
            return "The daemon stores tokens. Start it to set one; where it is can be said here meanwhile.";
        }
        return view.status().isPresent() ? "" : "The daemon does not use this connection, and takes no token for it.";
    }
}
