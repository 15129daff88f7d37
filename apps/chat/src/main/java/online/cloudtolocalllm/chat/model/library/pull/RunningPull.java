package online.cloudtolocalllm.chat.model.library.pull;

import java.time.Duration;
import java.util.function.BiConsumer;
import online.cloudtolocalllm.chat.model.library.Download;
import online.cloudtolocalllm.chat.model.library.ModelQuestions;
import online.cloudtolocalllm.chat.model.library.Reply;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.window.words.Words;
import org.jspecify.annotations.Nullable;

/** The reading of one download. {@link #run()} blocks on a thread of its own; {@link #cancel()} is for any thread. */
final class RunningPull implements Runnable {

    /** As often as a person can see something move; servers tell a hundred times as much. */
    private static final long BETWEEN_NEWS_NANOS = Duration.ofMillis(100).toNanos();

    private final Pull begun;
    private final ModelQuestions questions;
    private final TimeSource time;
    private final BiConsumer<RunningPull, Pull> news;

    /** Set by the reading thread. */
    private volatile @Nullable Download download;

    private volatile boolean cancelled;

    /**
     * One that has not begun.
     *
     * @param news hears how it is, ten times a second at most, and its end; on the reading thread
     */
    RunningPull(Pull begun, ModelQuestions questions, TimeSource time, BiConsumer<RunningPull, Pull> news) {
        this.begun = begun;
        this.questions = questions;
        this.time = time;
        this.news = news;
    }

    @Override
    public void run() {
        switch (questions.download(begun.model(), begun.wished())) {
            case Reply.Done<Download>(Download opened) -> read(opened);
            case Reply.Failed<Download> failed -> news.accept(this, failed(begun, failed.sentence()));
        }
    }

    private void read(Download opened) {
        try (opened) {
            download = opened;
            // Looked at behind that line, and set before it is read: one of both sees the other.
            if (cancelled) {
                return;
            }
            news.accept(this, follow(opened));
        }
    }

    private Pull follow(Download opened) {
        PullTally tally = new PullTally(begun);
        long told = time.nanoTime() - BETWEEN_NEWS_NANOS;
        String step = "";
        while (true) {
            switch (opened.next()) {
                case Download.Step.Progress(var progress, String connection) -> {
                    long now = time.nanoTime();
                    tally.take(progress, connection, now);
                    // A server that falls silent is seen in the step that it is in.
                    if (now - told >= BETWEEN_NEWS_NANOS || !progress.status().equals(step)) {
                        told = now;
                        step = progress.status();
                        news.accept(this, tally.now());
                    }
                }
                case Download.Step.Whole ignored -> {
                    return tally.now().ended(Pull.Stage.THERE, "");
                }
                case Download.Step.Broken(String sentence) -> {
                    return failed(tally.now(), sentence);
                }
            }
        }
    }

    private static Pull failed(Pull then, String why) {
        String next = then.total() > 0
                ? "What came stays; Resume goes on from there."
                : "See whether the name is right: ollama.com/library has them all.";
        String what = then.total() > 0 ? "The download broke off: " : "It was not downloaded: ";
        return then.ended(Pull.Stage.FAILED, what + Words.sentence(why) + " " + next);
    }

    /** Ends it. Does not block. */
    void cancel() {
        cancelled = true;
        Download opened = download;
        if (opened != null) {
            opened.close();
        }
    }
}
