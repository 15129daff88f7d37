package online.cloudtolocalllm.broker.upstream;

import io.netty.channel.EventLoop;
import java.util.Locale;
import java.util.function.Consumer;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.upstream.Fetch.Result;
import online.cloudtolocalllm.config.ConnectionSettings;

/**
 * One health check of a CloudToLocalLLM cloud: finds out its layout the first time, asks for its status, and asks through the
 * bridge, because a cloud without a bridge is well and serves nobody. Lives on one event loop.
 */
final class CloudProbe {

    /** The reason for people when there is nothing wrong but the bridge. */
    static final String NO_BRIDGE =
            "the cloud answers, but no bridge is connected; start it on the computer that runs Ollama";

    /** The reason for people when there is something else at the address. */
    static final String NOT_THE_CLOUD =
            "wrong endpoint: the address answers, but not with the paths of a CloudToLocalLLM cloud; set"
                    + " api_base_url to the address of its API, for example https://api.cloudtolocalllm.online";

    private final LoopSockets sockets;
    private final EventLoop loop;
    private final ConnectionSettings settings;
    private final TimeLimits limits;
    private final Consumer<Result> done;

    CloudProbe(
            LoopSockets sockets,
            EventLoop loop,
            ConnectionSettings settings,
            TimeLimits limits,
            Consumer<Result> done) {
        this.sockets = sockets;
        this.loop = loop;
        this.settings = settings;
        this.limits = limits;
        this.done = done;
    }

    void start() {
        sockets.layouts()
                .known(settings.origin())
                .ifPresentOrElse(this::ask, () -> get(CloudLayout.STATUS, this::lookAround));
    }

    private void ask(CloudLayout layout) {
        if (layout == CloudLayout.APP_HOST) {
            get(layout.bridgedVersion(), version -> give(version, version));
            return;
        }
        get(CloudLayout.STATUS, status -> {
            if (isWell(status)) {
                get(layout.bridgedVersion(), version -> give(status, version));
            } else {
                give(status, status);
            }
        });
    }

    private void lookAround(Result status) {
        if (status instanceof Result.Failed) {
            done.accept(status);
            return;
        }
        get(
                CloudLayout.DOCUMENTED.bridgedVersion(),
                underApi ->
                        get(CloudLayout.BACKEND.bridgedVersion(), underRoot -> decide(status, underApi, underRoot)));
    }

    private void decide(Result status, Result underApi, Result underRoot) {
        CloudLayout.shownBy(status, underApi, underRoot)
                .ifPresentOrElse(
                        layout -> {
                            sockets.layouts().remember(settings.origin(), layout);
                            Result version = layout == CloudLayout.BACKEND ? underRoot : underApi;
                            give(layout == CloudLayout.APP_HOST ? underApi : status, version);
                        },
                        () -> done.accept(
                                isElsewhere(status) ? new Result.Unfit(statusOf(status), NOT_THE_CLOUD) : status));
    }

    /** The status tells, unless what is behind the bridge tells worse. */
    private void give(Result status, Result version) {
        if (isWell(status) && refuses(version)) {
            done.accept(version);
        } else if (lacksBridge(version)) {
            done.accept(new Result.Unfit(503, NO_BRIDGE));
        } else {
            if (isElsewhere(status)) {
                sockets.layouts().forget(settings.origin());
            }
            done.accept(isElsewhere(status) ? new Result.Unfit(statusOf(status), NOT_THE_CLOUD) : status);
        }
    }

    private void get(String path, Consumer<Result> then) {
        Fetch.raw(sockets, loop, settings, settings.origin().basePath() + path, limits, then);
    }

    private static boolean isWell(Result result) {
        return result instanceof Result.Document document && document.ok();
    }

    private static int statusOf(Result result) {
        return result instanceof Result.Document document ? document.status() : 0;
    }

    /** Whether it is no failure of a cloud, and no answer of one: a web page, or a path that is not there. */
    private static boolean isElsewhere(Result result) {
        return result instanceof Result.Document document
                && (document.ok() || document.status() == 404 || document.status() == 405)
                && !CloudLayout.isInterface(result);
    }

    private static boolean refuses(Result result) {
        return result instanceof Result.Document document && (document.status() == 401 || document.status() == 403);
    }

    private static boolean lacksBridge(Result result) {
        return result instanceof Result.Document document
                && document.status() == 503
                && document.json()
                        .map(json -> json.text("error", ""))
                        .filter(error -> error.toLowerCase(Locale.ROOT).contains("bridge"))
                        .isPresent();
    }
}
