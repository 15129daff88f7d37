package online.cloudtolocalllm.tray.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.tray.Notice;

/**
 * Lets connections live through a story, and looks whenever something happens and whenever the rules want to look again. A story is
 * written as {@code 0 a=up b=up; 20 a=down; 25 a>b}: seconds, and then states, failovers, {@code a=paused}, {@code a=resumed},
 * {@code a=gone} and {@code a=moved}.
 */
final class Story {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    /** A notice, and the second in which it came. */
    record Told(long second, Notice notice) {}

    private final Map<String, ConnectionStatus> connections = new LinkedHashMap<>();
    private final List<Told> told = new ArrayList<>();
    private final boolean canStartOllama;
    private NotificationState state = NotificationState.at(START);
    private Optional<Instant> wake = Optional.empty();
    private Optional<String> reason = Optional.empty();
    private int looks;

    Story(boolean canStartOllama) {
        this.canStartOllama = canStartOllama;
    }

    /** Plays it, and ten minutes more. */
    static Story of(String script) {
        Story story = new Story(false);
        story.play(script);
        story.until(START.plusSeconds(1_000_000));
        return story;
    }

    /** Gives this as the reason of all that fails. */
    Story because(String why) {
        reason = Optional.of(why);
        return this;
    }

    List<Told> told() {
        return told;
    }

    List<Notice> notices() {
        return told.stream().map(Told::notice).toList();
    }

    int looks() {
        return looks;
    }

    Notice only() {
        if (told.size() != 1) {
            throw new AssertionError(told.toString());
        }
        return told.getFirst().notice();
    }

    /** As {@code 22 a is down; b took over}. */
    List<String> titles() {
        return told.stream()
                .map(one -> one.second() + " " + one.notice().title())
                .toList();
    }

    Story play(String script) {
        for (String scene : script.split(";", -1)) {
            String[] words = scene.strip().split("\\s+", -1);
            Instant now = START.plusSeconds(Long.parseLong(words[0]));
            until(now);
            List<FailoverEvent> failovers = new ArrayList<>();
            for (int i = 1; i < words.length; i++) {
                String[] way = words[i].split(">", -1);
                if (way.length == 2) {
                    failovers.add(new FailoverEvent(
                            now, new ConnectionId(way[0]), new ConnectionId(way[1]), "it answered 500"));
                } else {
                    String[] change = words[i].split("=", -1);
                    happens(change[0], change[1], now);
                }
            }
            look(failovers, now);
        }
        return this;
    }

    private void happens(String name, String what, Instant now) {
        switch (what) {
            case "gone" -> connections.remove(name);
            case "paused", "resumed" ->
                connections.computeIfPresent(name, (key, before) -> paused(before, what.equals("paused")));
            case "moved" -> connections.put(name, status(name, HealthState.UNKNOWN, "", "http://elsewhere", now));
            default -> {
                HealthState health = HealthState.ofWord(what.equals("sign-in") ? "sign-in needed" : what)
                        .orElseThrow();
                String why =
                        switch (health) {
                            case DOWN -> reason.orElse("no route to " + name + ".lan");
                            case SIGN_IN_NEEDED -> "the token was refused (401)";
                            default -> "";
                        };
                connections.put(name, status(name, health, why, "http://" + name, now));
            }
        }
    }

    private static ConnectionStatus status(String name, HealthState health, String why, String address, Instant now) {
        return new ConnectionStatus(
                new ConnectionId(name),
                name.startsWith("local") ? ConnectionKind.LOCAL_OLLAMA : ConnectionKind.OLLAMA,
                address,
                true,
                10,
                new Health(health, now, why),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static ConnectionStatus paused(ConnectionStatus of, boolean paused) {
        return new ConnectionStatus(
                of.id(),
                of.kind(),
                of.address(),
                of.enabled(),
                of.priority(),
                of.health(),
                of.version(),
                of.models(),
                of.modelsKnown(),
                of.latency(),
                of.lastCheck(),
                paused,
                false,
                List.of(),
                List.of());
    }

    /** Looks as often as the rules want to until then. */
    private void until(Instant end) {
        while (wake.isPresent() && !wake.get().isAfter(end)) {
            look(List.of(), wake.get());
        }
    }

    void look(List<FailoverEvent> failovers, Instant now) {
        looks++;
        if (looks > 10_000) {
            throw new AssertionError("the rules look again and again");
        }
        Optional<ConnectionId> active = connections.values().stream()
                .filter(status -> status.health().state().serves() && !status.paused())
                .map(ConnectionStatus::id)
                .findFirst();
        StatusSnapshot snapshot =
                new StatusSnapshot(looks, now, List.copyOf(connections.values()), active, Optional.empty());
        NotificationStep step = NotificationRules.step(state, new Seen(snapshot, failovers, canStartOllama), now);
        state = step.state();
        wake = step.wake();
        step.notice().ifPresent(notice -> told.add(new Told(now.getEpochSecond() - START.getEpochSecond(), notice)));
    }
}
