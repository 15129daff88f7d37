package online.cloudtolocalllm.broker.health;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import online.cloudtolocalllm.protocol.TimeSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second whether the machine slept, and every five seconds whether its network changed. Thread-safe.
 */
public final class Vigil implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Vigil.class);
    private static final int LOOKS_TO_NETWORK = 5;

    private final Clocks clocks;
    private final Network network;
    private final EventLoop loop;
    private final Executor blocking;
    private final Owner owner;
    private final AtomicBoolean listing = new AtomicBoolean();
    private @Nullable ScheduledFuture<?> timer;
    private int looks;

    /** Whoever wants to know. */
    public interface Owner {

        /** Called about once a second, on the event loop. */
        void look();

        /** The machine woke up or its network changed: nothing that was open before can be trusted. On any thread. */
        void woken();
    }

    /**
     * A vigil that has not begun.
     *
     * @param loop where the timer lives
     * @param blocking where the network interfaces are listed
     */
    public Vigil(TimeSource time, EventLoop loop, Executor blocking, Owner owner) {
        this(new Clocks(time), new Network(Network::ofThisComputer), loop, blocking, owner);
    }

    Vigil(Clocks clocks, Network network, EventLoop loop, Executor blocking, Owner owner) {
        this.clocks = clocks;
        this.network = network;
        this.loop = loop;
        this.blocking = blocking;
        this.owner = owner;
    }

    /** Begins. */
    public void start() {
        long millis = Clocks.LOOK_EVERY.toMillis();
        timer = loop.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        lookAtNetwork();
    }

    private void look() {
        glance();
        owner.look();
        looks++;
        if (looks % LOOKS_TO_NETWORK == 0) {
            lookAtNetwork();
        }
    }

    /**
     * Notices a sleep before the next look does; the owner is told before this returns. For the first request after it, which
     * may come sooner than the timer. Costs a look at the clocks.
     */
    public void glance() {
        if (clocks.jumped()) {
            LOG.info("this computer slept or its clock was set: connections are made anew");
            owner.woken();
        }
    }

    /** Never two at a time: listing interfaces takes long on some machines. */
    private void lookAtNetwork() {
        if (listing.compareAndSet(false, true)) {
            blocking.execute(this::compareNetwork);
        }
    }

    private void compareNetwork() {
        try {
            if (network.changed()) {
                LOG.info("this computer's network changed: connections are made anew");
                owner.woken();
            }
        } finally {
            listing.set(false);
        }
    }

    /** Ends. */
    @Override
    public void close() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
