package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.testkit.Until;
import org.jspecify.annotations.Nullable;

/** A subscriber that notes every signal and whether two came at once. */
final class PieceTaker implements Flow.Subscriber<ChatPiece> {

    /** Long enough for a signal that must not come to come. */
    private static final long QUIET_MILLIS = 150;

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final long askAtOnce;
    private final boolean askAgain;
    private final @Nullable RuntimeException toThrow;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Thread thread;

    /** What a subscriber hears. */
    sealed interface Signal {
        record Subscribed() implements Signal {}

        record Piece(ChatPiece piece) implements Signal {}

        record Failed(Throwable why) implements Signal {}

        record Completed() implements Signal {}
    }

    private PieceTaker(long askAtOnce, boolean askAgain, @Nullable RuntimeException toThrow) {
        this.askAtOnce = askAtOnce;
        this.askAgain = askAgain;
        this.toThrow = toThrow;
    }

    static PieceTaker subscribe(Flow.Publisher<ChatPiece> publisher) {
        return new PieceTaker(0, false, null).to(publisher);
    }

    static PieceTaker subscribeAskingAtOnce(Flow.Publisher<ChatPiece> publisher, long demand) {
        return new PieceTaker(demand, false, null).to(publisher);
    }

    static PieceTaker askingForOneMoreEachTime(Flow.Publisher<ChatPiece> publisher) {
        return new PieceTaker(0, true, null).to(publisher);
    }

    static PieceTaker throwing(Flow.Publisher<ChatPiece> publisher, RuntimeException failure) {
        return new PieceTaker(0, false, failure).to(publisher);
    }

    private PieceTaker to(Flow.Publisher<ChatPiece> publisher) {
        publisher.subscribe(this);
        return this;
    }

    void request(long demand) {
        Objects.requireNonNull(subscription).request(demand);
    }

    void cancel() {
        Objects.requireNonNull(subscription).cancel();
    }

    Signal next() throws InterruptedException {
        Signal signal = signals.poll(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(signal).as("a signal comes").isNotNull();
        return Objects.requireNonNull(signal);
    }

    ChatPiece piece() throws InterruptedException {
        Signal signal = next();
        assertThat(signal).isInstanceOf(Signal.Piece.class);
        return ((Signal.Piece) signal).piece();
    }

    String content() throws InterruptedException {
        return piece().content();
    }

    Throwable error() throws InterruptedException {
        Signal signal = next();
        assertThat(signal).isInstanceOf(Signal.Failed.class);
        return ((Signal.Failed) signal).why();
    }

    void hearsNothing() throws InterruptedException {
        assertThat(signals.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS)).isNull();
    }

    /** How many signals ran at the same time, or inside of one another. */
    int mostAtOnce() {
        return most.get();
    }

    /** Whether the thread that gave the last piece still runs. */
    boolean isRunning() {
        Thread last = thread;
        return last != null && last.isAlive();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        during(() -> {
            subscription = given;
            signals.add(new Signal.Subscribed());
            if (askAtOnce > 0) {
                given.request(askAtOnce);
                // Whoever gives a signal now gives it too early.
                assertThat(thread).isNull();
            }
        });
    }

    @Override
    public void onNext(ChatPiece piece) {
        thread = Thread.currentThread();
        during(() -> {
            signals.add(new Signal.Piece(piece));
            if (askAgain) {
                request(1);
            }
            if (toThrow != null) {
                throw toThrow;
            }
        });
    }

    @Override
    public void onError(Throwable why) {
        during(() -> signals.add(new Signal.Failed(why)));
    }

    @Override
    public void onComplete() {
        during(() -> signals.add(new Signal.Completed()));
    }

    private void during(Runnable signal) {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            signal.run();
        } finally {
            now.decrementAndGet();
        }
    }
}
