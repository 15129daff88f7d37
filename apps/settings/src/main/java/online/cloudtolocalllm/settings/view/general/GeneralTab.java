package online.cloudtolocalllm.settings.view.general;

import java.util.List;
import online.cloudtolocalllm.settings.model.general.GeneralSettings;
import online.cloudtolocalllm.settings.view.page.GroupSection;
import online.cloudtolocalllm.settings.view.page.Page;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.settings.view.page.SettingsTab;

/** What concerns the daemon on this desktop. */
public final class GeneralTab {

    private GeneralTab() {}

    /** The page. */
    public static Page of(PageContext context) {
        return new SettingsTab(
                "General",
                List.of(
                        new LoginSection(context),
                        new ThemeSection(context),
                        new GroupSection(GeneralSettings.DESKTOP, context.settings()),
                        new GroupSection(GeneralSettings.LOG, context.settings())));
    }
}
