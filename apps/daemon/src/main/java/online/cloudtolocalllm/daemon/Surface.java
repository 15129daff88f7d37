package online.cloudtolocalllm.daemon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import online.cloudtolocalllm.autostart.Autostart;
import online.cloudtolocalllm.daemon.desktop.AppCommands;
import online.cloudtolocalllm.daemon.desktop.Windows;
import online.cloudtolocalllm.daemon.gateway.GatewayPages;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.report.Report;
import online.cloudtolocalllm.daemon.settings.LiveSettings;
import online.cloudtolocalllm.daemon.settings.SettingsCommands;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.StatusJson;

/**
 * What the parts of the daemon show of themselves and can be asked for, put together: pages, commands and notices. Thread-safe.
 *
 * @param settings the settings in force
 * @param report what became of requests
 * @param tokens the connections' credentials
 * @param doors who may use the gateway
 * @param old whether clients without a proof are let in
 * @param routes where requests would go
 * @param windows the product's windows
 * @param autostart whether the daemon is started at login
 * @param desk the commands of the desktop's side
 */
record Surface(
        LiveSettings settings,
        Report report,
        TokenWiring tokens,
        Doors doors,
        OldClients old,
        RouteQuestions routes,
        Windows windows,
        Autostart autostart,
        Map<String, IpcHandler> desk) {

    /** What the owner of the daemon should know now. */
    List<String> notices() {
        List<String> all = new ArrayList<>(settings.notices());
        all.addAll(report.notices());
        all.addAll(tokens.notices());
        all.addAll(doors.notices());
        all.addAll(old.notices());
        return all;
    }

    /**
     * The gateway's own pages.
     *
     * @param blocking where files are read for them
     */
    GatewayPages pages(DaemonFacts facts, Executor blocking) {
        Map<String, GatewayPages.Page> pages = new HashMap<>(report.pages(facts::quietly));
        pages.put(
                "status",
                target -> CompletableFuture.supplyAsync(
                        () -> GatewayPages.Answer.of(StatusJson.write(facts.get())), blocking));
        pages.put(
                "health",
                target -> CompletableFuture.completedFuture(GatewayPages.Answer.of(JsonObject.of("status", "ok"))));
        pages.put("route", routes::page);
        return new GatewayPages(pages);
    }

    /**
     * The commands of IPC clients that are answered by one of the parts.
     *
     * @param blocking where files are read and written for them
     */
    Map<String, IpcHandler> handlers(Locations locations, Executor blocking) {
        Map<String, IpcHandler> handlers = new HashMap<>(report.handlers());
        handlers.putAll(new SettingsCommands(settings, locations, blocking).handlers());
        handlers.putAll(tokens.handlers());
        handlers.putAll(doors.handlers());
        handlers.putAll(new AppCommands(windows).handlers());
        handlers.putAll(old.handlers());
        handlers.putAll(new AutostartCommand(autostart, blocking).handlers());
        handlers.putAll(desk);
        handlers.put("ROUTE", routes::command);
        return handlers;
    }
}
