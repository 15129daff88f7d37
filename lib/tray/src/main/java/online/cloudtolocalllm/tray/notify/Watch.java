package online.cloudtolocalllm.tray.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;

/**
 * What is remembered of a connection.
 *
 * @param address its address: another one is another server
 * @param told what its owner knows; empty until it has settled for the first time
 * @param now how it is
 * @param since when that began
 * @param changes when it last changed, at most {@link #RESTLESS_CHANGES} of them
 * @param untold how many changes its owner was spared; above zero while it comes and goes
 * @param handover what others did in its place
 */
public record Watch(
        String address,
        Optional<Condition> told,
        Optional<Condition> now,
        Instant since,
        List<Instant> changes,
        int untold,
        Optional<Handover> handover) {

    static final int RESTLESS_CHANGES = 3;
    static final Duration RESTLESS_WITHIN = Duration.ofMinutes(2);
    /** So long it must stay as it is before what holds is told. */
    static final Duration STEADY = Duration.ofMinutes(1);
    /** What is over after so long was nothing. Also, what happens together is told together. */
    static final Duration SETTLED = Duration.ofSeconds(2);
    /** A connection that serves while others take its requests is often down a moment later. */
    static final Duration HANDED_OVER = Duration.ofSeconds(5);
    /** Handovers of a connection with less than this between them are one. */
    static final Duration SAME_HANDOVER = Duration.ofMinutes(10);

    static Watch first(ConnectionStatus status, Instant at) {
        return new Watch(status.address(), Optional.empty(), Optional.empty(), at, List.of(), 0, Optional.empty());
    }

    Watch seen(ConnectionStatus status, Instant at) {
        Optional<Condition> next = Condition.of(status.health().state(), now);
        if (next.equals(now)) {
            return this;
        }
        if (now.isEmpty()) {
            return new Watch(address, next, next, at, changes, untold, handover);
        }
        List<Instant> latest = Stream.concat(
                        changes.stream().skip(changes.size() < RESTLESS_CHANGES ? 0 : 1), Stream.of(at))
                .toList();
        boolean restless = untold > 0
                || (latest.size() == RESTLESS_CHANGES
                        && !latest.getFirst().plus(RESTLESS_WITHIN).isBefore(at));
        return new Watch(address, told, next, at, latest, restless ? Math.min(untold + 1, 1_000_000) : 0, handover);
    }

    /** Only of one that its owner believes to serve: of the others it was said who took over. */
    Watch handedOver(FailoverEvent event, Instant at) {
        if (!told.equals(Optional.of(Condition.UP))) {
            return this;
        }
        boolean same = handover.filter(
                        before -> before.last().plus(SAME_HANDOVER).isAfter(at))
                .filter(before -> before.toldAt().isPresent() || before.to().equals(event.to()))
                .isPresent();
        return with(
                same
                        ? handover.map(before -> before.again(at))
                        : Optional.of(new Handover(event.to(), event.why(), at, at, Optional.empty())));
    }

    Watch with(Optional<Handover> next) {
        return new Watch(address, told, now, since, changes, untold, next);
    }

    /** Its owner knows now that others take its requests, and no more than that. */
    Watch handoverKnown(Instant at) {
        return with(handover.map(one -> one.told(at)));
    }

    /** Its owner knows now how it is. */
    Watch known() {
        Optional<Handover> kept = now.equals(Optional.of(Condition.UP))
                ? handover.filter(one -> one.toldAt().isPresent())
                : Optional.empty();
        // What led to one notice does not count for the next.
        return new Watch(address, now, now, since, restless() ? List.of() : changes, 0, kept);
    }

    /** Its owner knows that it does not serve, like all others. */
    Watch knownNotToServe() {
        Optional<Condition> bad = Optional.of(now.orElse(Condition.DOWN));
        return new Watch(address, bad, bad, since, changes, untold, Optional.empty());
    }

    /** Nothing has happened so far. */
    Watch settled() {
        return new Watch(address, now, now, since, List.of(), 0, Optional.empty());
    }

    boolean restless() {
        return untold > 0;
    }

    boolean changed() {
        return !told.equals(now);
    }

    /** When there is something to tell, if all stays as it is. */
    Optional<Instant> due() {
        if (restless()) {
            return Optional.of(since.plus(STEADY));
        }
        if (changed()) {
            return Optional.of(since.plus(SETTLED));
        }
        return handover.filter(one -> one.toldAt().isEmpty())
                .map(one -> one.began().plus(HANDED_OVER));
    }

    /** Whether its owner was told just now that another one took over: that it is down as well is no news then. */
    boolean expected() {
        return !restless()
                && now.equals(Optional.of(Condition.DOWN))
                && handover.flatMap(Handover::toldAt)
                        .filter(at -> !at.plus(STEADY).isBefore(since))
                        .isPresent();
    }
}
