package online.cloudtolocalllm.broker.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.protocol.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The making of one connection, within one deadline over everything: the look-up, all addresses, TCP and TLS. A name may have
 * several addresses of which one answers, as localhost does: the next is tried as soon as one has failed, or has not answered
 * for a quarter of a second (RFC 8305), and the first that stands is taken. When none does, the failure that tells most is
 * the one reported. Lives on one event loop.
 */
final class Dial {

    private static final long NEXT_ADDRESS_MILLIS = 250;
    private static final int MOST_ADDRESSES = 8;
    /** Enough for the loop to look at its sockets in between. */
    private static final long LAST_LOOK_MILLIS = 1;

    private final Dialer dialer;
    private final Origin origin;
    private final EventLoop loop;
    private final TimeSource time;
    private final Promise<UpstreamSocket> promise;
    private final List<Channel> trying = new ArrayList<>();
    private List<InetAddress> addresses = List.of();
    private int next;
    private int running;
    private boolean shaking;
    private boolean overdue;
    private @Nullable SslContext tls;
    private @Nullable Throwable telling;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable ScheduledFuture<?> stagger;
    private @Nullable InetAddress connected;
    private final long beganNanos;
    private long foundNanos;
    private long connectedNanos;
    private long endedNanos;

    Dial(Dialer dialer, Origin origin, EventLoop loop, TimeSource time) {
        this.dialer = dialer;
        this.origin = origin;
        this.loop = loop;
        this.time = time;
        this.promise = loop.newPromise();
        this.beganNanos = time.nanoTime();
        this.foundNanos = beganNanos;
        this.connectedNanos = beganNanos;
        this.endedNanos = beganNanos;
    }

    /** Begins; the socket's future completes on the loop, in time. */
    Future<UpstreamSocket> begin(long limitMillis) {
        deadline = loop.schedule(this::late, limitMillis, TimeUnit.MILLISECONDS);
        Future<List<InetAddress>> found = dialer.addresses().of(origin.address().host(), loop);
        if (origin.secure()) {
            dialer.tls().context(loop).addListener((Future<SslContext> ready) -> {
                if (ready.isSuccess()) {
                    tls = ready.getNow();
                    found.addListener(this::found);
                } else {
                    fail(ready.cause());
                }
            });
        } else {
            found.addListener(this::found);
        }
        return promise;
    }

    private void found(Future<? super List<InetAddress>> answer) {
        foundNanos = time.nanoTime();
        connectedNanos = foundNanos;
        if (promise.isDone()) {
            return;
        }
        if (!answer.isSuccess()) {
            fail(answer.cause());
            return;
        }
        @SuppressWarnings("unchecked")
        List<InetAddress> all = (List<InetAddress>) answer.getNow();
        // What is sent to this computer may carry a token in clear text and prompts that must not leave it: the name
        // alone
        // is no proof, because the resolver may be told anything.
        addresses = origin.loopback()
                ? all.stream().filter(InetAddress::isLoopbackAddress).toList()
                : all.subList(0, Math.min(all.size(), MOST_ADDRESSES));
        if (addresses.isEmpty()) {
            addresses = all;
            fail(new NotThisComputerException(
                    "the name " + origin.address().host() + " should mean this computer, but leads to "
                            + all.getFirst().getHostAddress()));
            return;
        }
        tryNext();
    }

    private void tryNext() {
        if (promise.isDone() || next >= addresses.size()) {
            return;
        }
        InetAddress address = addresses.get(next++);
        running++;
        Channel channel = dialer.connect(origin, address, loop, tls, socket -> stands(socket, address), this::failed);
        trying.add(channel);
        if (stagger != null) {
            stagger.cancel(false);
        }
        if (next < addresses.size()) {
            stagger = loop.schedule(this::tryNext, NEXT_ADDRESS_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** TCP stands to an address; TLS may have to follow. */
    private void stands(UpstreamSocket socket, InetAddress address) {
        if (promise.isDone()) {
            socket.discard();
            return;
        }
        if (stagger != null) {
            stagger.cancel(false);
        }
        connected = address;
        connectedNanos = time.nanoTime();
        socket.connectTook(connectedNanos - foundNanos);
        Future<Channel> secured = socket.secured();
        if (secured == null) {
            take(socket);
            return;
        }
        shaking = true;
        secured.addListener(shaken -> {
            if (!shaken.isSuccess()) {
                socket.discard();
                failed(shaken.cause());
            } else if (promise.isDone()) {
                socket.discard();
            } else {
                take(socket);
            }
        });
    }

    private void take(UpstreamSocket socket) {
        trying.remove(socket.channel());
        end();
        promise.setSuccess(socket);
    }

    private void failed(Throwable cause) {
        running--;
        keep(cause);
        if (promise.isDone()) {
            return;
        }
        if (next < addresses.size()) {
            tryNext();
        } else if (running == 0) {
            fail(telling == null ? cause : telling);
        }
    }

    private void keep(Throwable cause) {
        if (telling == null
                || Faults.connecting(origin, cause)
                                .kind()
                                .compareTo(Faults.connecting(origin, telling).kind())
                        > 0) {
            telling = cause;
        }
    }

    /** Also comes when it was the loop that was held up: what has come meanwhile is looked at before anything is called late. */
    private void late() {
        if (!overdue) {
            overdue = true;
            deadline = loop.schedule(this::late, LAST_LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        IOException late = addresses.isEmpty()
                ? new LookUpTimeoutException()
                : shaking ? new SslHandshakeTimeoutException("") : new ConnectTimeoutException();
        keep(late);
        fail(telling == null ? late : telling);
    }

    private void fail(Throwable cause) {
        if (!promise.isDone()) {
            telling = cause;
            end();
            promise.setFailure(cause);
        }
    }

    private void end() {
        endedNanos = time.nanoTime();
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (stagger != null) {
            stagger.cancel(false);
        }
        // closing one that is still connecting ends in failed(), which finds the promise done once this turn is over
        List.copyOf(trying).forEach(channel -> loop.execute(channel::close));
        trying.clear();
    }

    /** How it went; to be asked when it is over. */
    DialReport report() {
        Duration lookUp = Duration.ofNanos((addresses.isEmpty() ? endedNanos : foundNanos) - beganNanos);
        if (addresses.isEmpty() || connected == null) {
            return new DialReport(
                    addresses,
                    lookUp,
                    addresses.isEmpty() ? Duration.ZERO : Duration.ofNanos(endedNanos - foundNanos),
                    Duration.ZERO,
                    Optional.empty(),
                    fault());
        }
        return new DialReport(
                addresses,
                lookUp,
                Duration.ofNanos(connectedNanos - foundNanos),
                Duration.ofNanos(endedNanos - connectedNanos),
                Optional.of(connected),
                fault());
    }

    private Optional<DialFault> fault() {
        return promise.isSuccess() || telling == null
                ? Optional.empty()
                : Optional.of(Faults.connecting(origin, telling));
    }
}
