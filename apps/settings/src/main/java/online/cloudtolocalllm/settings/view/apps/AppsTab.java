package online.cloudtolocalllm.settings.view.apps;

import java.util.List;
import online.cloudtolocalllm.settings.model.apps.Apps;
import online.cloudtolocalllm.settings.view.page.Page;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.settings.view.page.SettingsTab;

/** Programs that use the gateway: their keys, how they are told of it, and old clients of the daemon. */
public final class AppsTab {

    private AppsTab() {}

    /** The page. */
    public static Page of(PageContext context) {
        KeysSection keys = new KeysSection(context);
        Apps apps = keys.apps();
        return new SettingsTab("Apps & keys", List.of(keys, new SnippetSection(apps), new OldClientsSection(context)));
    }
}
