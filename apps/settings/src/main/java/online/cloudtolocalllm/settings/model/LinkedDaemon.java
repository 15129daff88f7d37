package online.cloudtolocalllm.settings.model;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.window.words.Words;

/** The daemon at the other end of the window's link. */
public final class LinkedDaemon implements Daemon, AutoCloseable {

    private final TrayService link;
    private final Executor screen;
    private final ExecutorService asking = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("question-", 0).factory());

    /**
     * Asks over this link.
     *
     * @param link stays open
     * @param screen runs what it is given on the window's thread, in order
     */
    public LinkedDaemon(TrayService link, Executor screen) {
        this.link = link;
        this.screen = screen;
    }

    @Override
    public void ask(JsonObject command, Duration limit, Consumer<Reply> then) {
        try {
            asking.execute(() -> {
                Reply reply = reply(command, limit);
                screen.execute(() -> then.accept(reply));
            });
        } catch (RejectedExecutionException e) {
            screen.execute(() -> then.accept(new Reply.Away("This window is closing.", false)));
        }
    }

    private Reply reply(JsonObject command, Duration limit) {
        try {
            return new Reply.Done(link.request(command, limit));
        } catch (DaemonException.Refused e) {
            return new Reply.Refused(e.code(), sentence(e));
        } catch (DaemonException e) {
            return new Reply.Away(sentence(e), e.effect() == DaemonException.Effect.UNKNOWN);
        }
    }

    private static String sentence(DaemonException e) {
        return Words.sentence(String.valueOf(e.getMessage()));
    }

    /** Asks nothing more; questions under way end. */
    @Override
    public void close() {
        asking.shutdownNow();
    }
}
