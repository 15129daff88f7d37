package online.cloudtolocalllm.daemon.ipc;

import java.util.Optional;
import online.cloudtolocalllm.protocol.ipc.IconState;

/**
 * What a client wants the tray to show. What it did not say is empty.
 *
 * @param tooltip the words beside the icon
 * @param icon the icon
 * @param authenticated whether the user is signed in to the cloud
 */
public record ClientWishes(Optional<String> tooltip, Optional<IconState> icon, Optional<Boolean> authenticated) {

    /** Nothing was said. */
    public static final ClientWishes NONE = new ClientWishes(Optional.empty(), Optional.empty(), Optional.empty());

    /** These, and where they say nothing those. */
    public ClientWishes over(ClientWishes others) {
        return new ClientWishes(
                tooltip.or(others::tooltip), icon.or(others::icon), authenticated.or(others::authenticated));
    }
}
