package online.cloudtolocalllm.broker.listing;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import online.cloudtolocalllm.broker.relay.OwnAnswer;
import online.cloudtolocalllm.broker.relay.Relay;
import org.jspecify.annotations.Nullable;

/**
 * A question for a list on its way: answered at once or after a short wait, or handed to a connection if nothing is known.
 * Lives on one event loop.
 */
final class ListingRelay implements Relay {

    private static final long LOOK_MILLIS = 10;

    private final EventLoop loop;
    private final Consumer<OwnAnswer> sink;
    private final Supplier<Optional<OwnAnswer>> answer;
    private final Supplier<Relay> otherwise;
    private @Nullable Relay asking;
    private @Nullable ScheduledFuture<?> timer;
    private boolean bodyEnded;
    private boolean over;

    ListingRelay(
            EventLoop loop, Consumer<OwnAnswer> sink, Supplier<Optional<OwnAnswer>> answer, Supplier<Relay> otherwise) {
        this.loop = loop;
        this.sink = sink;
        this.answer = answer;
        this.otherwise = otherwise;
    }

    /** Answers. */
    void now() {
        if (over) {
            return;
        }
        over = true;
        if (timer != null) {
            timer.cancel(false);
        }
        Optional<OwnAnswer> own = answer.get();
        if (own.isPresent()) {
            sink.accept(own.get());
            return;
        }
        Relay relay = otherwise.get();
        asking = relay;
        if (bodyEnded) {
            relay.bodyEnd();
        }
    }

    /** Answers when this is done, at the latest after so long. */
    void after(CompletableFuture<Void> done, long mostMillis) {
        if (done.isDone()) {
            now();
            return;
        }
        timer = loop.schedule(this::now, mostMillis, TimeUnit.MILLISECONDS);
        var _ = done.thenRunAsync(this::now, loop);
    }

    /** Answers when this holds, at the latest after so long. */
    void when(BooleanSupplier holds, long mostMillis) {
        if (mostMillis <= 0 || holds.getAsBoolean()) {
            now();
            return;
        }
        timer = loop.schedule(() -> when(holds, mostMillis - LOOK_MILLIS), LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void body(ByteBuf bytes) {
        if (asking != null) {
            asking.body(bytes);
        } else {
            bytes.release();
        }
    }

    @Override
    public void bodyEnd() {
        bodyEnded = true;
        if (asking != null) {
            asking.bodyEnd();
        }
    }

    @Override
    public void resume() {
        if (asking != null) {
            asking.resume();
        }
    }

    @Override
    public void cancel() {
        over = true;
        if (timer != null) {
            timer.cancel(false);
        }
        if (asking != null) {
            asking.cancel();
        }
    }
}
