package online.cloudtolocalllm.settings.view.gateway;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.settings.model.config.GatewaySettings;
import online.cloudtolocalllm.settings.view.page.GroupSection;
import online.cloudtolocalllm.settings.view.page.Page;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.settings.view.page.Section;
import online.cloudtolocalllm.settings.view.page.SettingsTab;

/** The gateway: where it is, who may use it, how far requests travel and how long is waited. */
public final class GatewayTab {

    private GatewayTab() {}

    /** The page. */
    public static Page of(PageContext context) {
        List<Section> sections = new ArrayList<>(List.of(
                new AddressSection(),
                new GroupSection(GatewaySettings.ADDRESS, context.settings()),
                new GroupSection(GatewaySettings.ACCESS, context.settings()),
                new GroupSection(GatewaySettings.PRIVACY, context.settings()),
                new PrivacySection(context.settings())));
        GatewaySettings.LIMITS.forEach(group -> sections.add(new GroupSection(group, context.settings())));
        return new SettingsTab("Gateway", sections);
    }
}
