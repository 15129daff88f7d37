package online.cloudtolocalllm.tray.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.tray.Notice;
import org.jspecify.annotations.Nullable;

/**
 * What is worth a notification: that a connection is lost, refuses its token or is back, and that another one took over. One
 * notice for what happens together, none for what is over at once, none for rate limits and for what its owner did, and of a
 * connection that comes and goes one when it stays. Pure.
 */
public final class NotificationRules {

    private NotificationRules() {}

    /**
     * Looks at what is there.
     *
     * @param before what the look before remembered
     * @param now on a clock that never jumps
     */
    public static NotificationStep step(NotificationState before, Seen seen, Instant now) {
        Map<ConnectionId, ConnectionStatus> usable = usable(seen.snapshot());
        Map<ConnectionId, Watch> watches = watches(before, usable, now);
        Optional<ConnectionId> serving = serving(seen.snapshot(), usable, watches);
        boolean begins = !before.begun();
        if (begins && now.isBefore(before.start().plus(NotificationState.BEGINNING))) {
            watches.replaceAll((id, watch) -> watch.settled());
            return new NotificationStep(
                    new NotificationState(before.start(), false, serving, watches),
                    Optional.empty(),
                    Optional.of(before.start().plus(NotificationState.BEGINNING)));
        }
        if (begins) {
            watches.replaceAll((id, watch) -> watch.settled());
            Optional<Notice> notice = usable.isEmpty() || serving.isPresent()
                    ? Optional.empty()
                    : Optional.of(nobody(seen, usable, watches));
            return step(before, serving, watches, notice);
        }
        for (FailoverEvent event : seen.failovers()) {
            watches.computeIfPresent(event.from(), (id, watch) -> watch.handedOver(event, now));
        }
        // That a connection was asked too much is no news, and so it is none that others helped out.
        watches.replaceAll((id, watch) -> isLimited(usable, id) && !watch.changed()
                ? watch.with(watch.handover().filter(one -> one.toldAt().isPresent()))
                : watch);
        return step(before, serving, watches, tell(before, seen, usable, watches, serving, now));
    }

    private static NotificationStep step(
            NotificationState before,
            Optional<ConnectionId> serving,
            Map<ConnectionId, Watch> watches,
            Optional<Notice> notice) {
        Optional<Instant> wake =
                watches.values().stream().flatMap(watch -> watch.due().stream()).min(Instant::compareTo);
        boolean pending = watches.values().stream().anyMatch(watch -> watch.changed() && !watch.restless());
        return new NotificationStep(
                new NotificationState(before.start(), true, pending ? before.served() : serving, watches),
                notice,
                wake);
    }

    /** Those that its owner wants to be used. */
    private static Map<ConnectionId, ConnectionStatus> usable(StatusSnapshot snapshot) {
        Map<ConnectionId, ConnectionStatus> usable = new HashMap<>();
        for (ConnectionStatus status : snapshot.connections()) {
            if (status.enabled() && !status.paused()) {
                usable.put(status.id(), status);
            }
        }
        return usable;
    }

    private static Map<ConnectionId, Watch> watches(
            NotificationState before, Map<ConnectionId, ConnectionStatus> usable, Instant now) {
        Map<ConnectionId, Watch> watches = new HashMap<>();
        usable.forEach((id, status) -> watches.put(
                id,
                Optional.ofNullable(before.watches().get(id))
                        .filter(known -> known.address().equals(status.address()))
                        .orElseGet(() -> Watch.first(status, now))
                        .seen(status, now)));
        return watches;
    }

    /** Who serves, or would if it were not asked too much. */
    private static Optional<ConnectionId> serving(
            StatusSnapshot snapshot, Map<ConnectionId, ConnectionStatus> usable, Map<ConnectionId, Watch> watches) {
        Stream<ConnectionId> up =
                snapshot.connections().stream().map(ConnectionStatus::id).filter(id -> isUp(watches.get(id)));
        return snapshot.active().filter(usable::containsKey).or(up::findFirst);
    }

    private static boolean isUp(@Nullable Watch watch) {
        return watch != null && watch.now().equals(Optional.of(Condition.UP));
    }

    private static boolean isLimited(Map<ConnectionId, ConnectionStatus> usable, ConnectionId id) {
        ConnectionStatus status = usable.get(id);
        return status != null && status.health().state() == HealthState.RATE_LIMITED;
    }

    /** That nobody serves; afterwards its owner knows that of all of them. */
    private static Notice nobody(
            Seen seen, Map<ConnectionId, ConnectionStatus> usable, Map<ConnectionId, Watch> watches) {
        Notice notice = new NotificationWords(Optional.empty(), seen.canStartOllama()).nobody(all(usable, watches));
        watches.replaceAll((id, watch) -> watch.knownNotToServe());
        return notice;
    }

    private static List<Change> all(Map<ConnectionId, ConnectionStatus> usable, Map<ConnectionId, Watch> watches) {
        return usable.values().stream()
                .sorted(NotificationRules::inOrder)
                .map(status -> change(status, watches.get(status.id())))
                .toList();
    }

    private static Change change(ConnectionStatus status, @Nullable Watch watch) {
        if (watch == null) {
            return new Change(status, Condition.DOWN, Condition.DOWN, 0, Optional.empty());
        }
        Condition now = watch.now().orElse(Condition.DOWN);
        return new Change(status, now, watch.told().orElse(now), watch.untold(), watch.handover());
    }

    private static int inOrder(ConnectionStatus one, ConnectionStatus other) {
        int first = Integer.compare(one.priority(), other.priority());
        return first != 0 ? first : one.id().compareTo(other.id());
    }

    /** Finds what is to be told now, and notes that it is known. */
    private static Optional<Notice> tell(
            NotificationState before,
            Seen seen,
            Map<ConnectionId, ConnectionStatus> usable,
            Map<ConnectionId, Watch> watches,
            Optional<ConnectionId> serving,
            Instant now) {
        boolean anyDue = watches.values().stream().anyMatch(watch -> isDue(watch, now));
        if (!anyDue) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        boolean anyServed =
                watches.values().stream().anyMatch(watch -> watch.told().equals(Optional.of(Condition.UP)));
        for (Change change : all(usable, watches)) {
            ConnectionId id = change.status().id();
            Watch watch = watches.get(id);
            // What is about to be due is told with what is.
            if (watch == null || !(isDue(watch, now) || (watch.changed() && !watch.restless()))) {
                continue;
            }
            boolean onlyHandedOver = !watch.changed() && !watch.restless();
            watches.put(id, onlyHandedOver ? watch.handoverKnown(now) : watch.known());
            if (serving.isEmpty() || !watch.expected()) {
                changes.add(change);
            }
        }
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                serving.isEmpty()
                        ? nobody(seen, usable, watches)
                        : new NotificationWords(serving, seen.canStartOllama())
                                .of(changes, before.served(), anyServed));
    }

    private static boolean isDue(Watch watch, Instant now) {
        return watch.due().filter(due -> !due.isAfter(now)).isPresent();
    }
}
