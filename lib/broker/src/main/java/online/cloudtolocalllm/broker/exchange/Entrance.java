package online.cloudtolocalllm.broker.exchange;

import io.netty.channel.EventLoop;
import java.time.Duration;
import online.cloudtolocalllm.broker.relay.Refusal;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.route.Still;
import online.cloudtolocalllm.broker.route.Stop;
import org.jspecify.annotations.Nullable;

/** Takes one request into the next connection on its way that has room, or into the line. Lives on one event loop. */
final class Entrance {

    private final EventLoop loop;
    private final RelayTools tools;
    private final PathKind kind;
    private final Question question;
    private final AttemptLog log;
    private final Owner owner;
    private Way way = new Way();
    private Admission.@Nullable Place place;
    private long sinceNanos;
    private boolean closed;

    /** Whoever wants to go in, on the event loop. */
    interface Owner {

        /** It is in at this stop, and must leave it once or pass it over. */
        void admitted(Stop stop);

        /** It waits; {@code number} wait, it included. */
        void waits(int number);

        /** It did not get in. */
        void turnedAway(Refusal refusal);
    }

    Entrance(EventLoop loop, RelayTools tools, PathKind kind, Question question, AttemptLog log, Owner owner) {
        this.loop = loop;
        this.tools = tools;
        this.kind = kind;
        this.question = question;
        this.log = log;
        this.owner = owner;
    }

    /** Goes on to the next connection; at the end of the way it is turned away. */
    void go(Way on) {
        way = on;
        if (way.isAtEnd()) {
            owner.turnedAway(log.refusal());
            return;
        }
        Stop first = way.next();
        if (tools.admission().enter(first.connection())) {
            comeIn(first);
            return;
        }
        switch (tools.admission().queue(way.worthWaitingFor(tools.board()), at -> loop.execute(() -> called(at)))) {
            case Admission.Entry.Admitted(Stop at) -> comeIn(at);
            case Admission.Entry.Waits(Admission.Place mine, int number) -> {
                place = mine;
                sinceNanos = tools.time().nanoTime();
                owner.waits(number);
            }
            case Admission.Entry.Full() -> owner.turnedAway(Admission.full(first.connection(), way.asked()));
        }
    }

    private void called(Stop at) {
        place = null;
        if (closed) {
            tools.admission().leave(at.connection());
        } else {
            comeIn(at);
        }
    }

    /** There is room; much may have changed since the plan was made. */
    private void comeIn(Stop at) {
        switch (question.still(at, way.asked() == 0)) {
            case Still.Yes(Stop now) -> owner.admitted(now);
            case Still.No(String why) -> passOver(at, why);
        }
    }

    /** Leaves a stop without asking there, and goes on to the next. */
    void passOver(Stop stop, String why) {
        tools.admission().leave(stop.connection());
        way.passOver(stop);
        log.passedOver(stop.connection().id(), why);
        go(way);
    }

    /** A request waits no longer than it would for a first byte. */
    void lookAtTheClock() {
        if (place == null) {
            return;
        }
        Duration limit = tools.limits().firstByte(way.next().connection(), kind);
        if (tools.time().nanoTime() - sinceNanos > limit.toNanos()
                && tools.admission().giveUp(place)) {
            place = null;
            owner.turnedAway(Admission.late(way.next().connection(), limit, way.asked()));
        }
    }

    /** Gives up the place in the line, if there is one; who was called out of it meanwhile leaves again. */
    void close() {
        closed = true;
        if (place != null) {
            tools.admission().giveUp(place);
            place = null;
        }
    }
}
