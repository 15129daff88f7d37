package online.cloudtolocalllm.tray.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayIcon;

/**
 * Says in words what has changed. Pure.
 *
 * @param serving who serves now; empty if nobody does
 * @param canStartOllama whether Ollama is installed and not running
 */
record NotificationWords(Optional<ConnectionId> serving, boolean canStartOllama) {

    /** Who serves: the latest takes the place of what was said before, which may hold no longer. */
    private static final String SERVING = "connections";
    /** A token of this connection: that waits for somebody, whoever serves meanwhile. */
    private static final String TOKEN = "token of ";

    private static final String SET_TOKEN = "Set its token in the settings.";

    private static final int MOST_NAMED = 3;
    private static final int LONGEST_REASON = 160;

    private static final Optional<TrayCommand> STATUS = Optional.of(new TrayCommand.OpenSettings("status"));
    private static final Optional<TrayCommand> CONNECTIONS = Optional.of(new TrayCommand.OpenSettings("connections"));

    /** Nobody serves. */
    Notice nobody(List<Change> all) {
        List<Notice.Choice> choices = new ArrayList<>();
        if (canStartOllama) {
            choices.add(new Notice.Choice("Start Ollama", new TrayCommand.StartOllama()));
        }
        choices.add(new Notice.Choice("Open settings", new TrayCommand.OpenSettings("connections")));
        boolean signIn = all.stream().anyMatch(change -> change.now() == Condition.SIGN_IN);
        String toDo = "Open the settings to see what helps.";
        if (canStartOllama) {
            toDo = "Start Ollama, or open the settings.";
        } else if (signIn) {
            toDo = "Set a token in the settings.";
        }
        return new Notice(
                SERVING,
                Notice.Urgency.CRITICAL,
                "No connection can serve",
                each(all) + " " + toDo,
                CONNECTIONS,
                choices);
    }

    /**
     * What has changed while somebody serves.
     *
     * @param changes at least one
     * @param served who served before
     * @param anyServed whether anybody served before
     */
    Notice of(List<Change> changes, Optional<ConnectionId> served, boolean anyServed) {
        if (changes.size() > 1) {
            return several(changes);
        }
        Change change = changes.getFirst();
        if (change.times() > 0) {
            return steady(change);
        }
        return switch (change.now()) {
            case DOWN -> lost(change, successor(change, served));
            case SIGN_IN -> signIn(change, successor(change, served));
            case UP -> change.before() == Condition.UP ? handedOver(change) : recovered(change, anyServed);
        };
    }

    /** Who took over, if it was this one that served. */
    private Optional<ConnectionId> successor(Change change, Optional<ConnectionId> served) {
        boolean did = served.equals(Optional.of(change.status().id()));
        return did || change.handover().isPresent() ? serving : Optional.empty();
    }

    private static String subject(Change change) {
        boolean token = change.now() == Condition.SIGN_IN || change.before() == Condition.SIGN_IN;
        return token ? TOKEN + change.name() : SERVING;
    }

    private Notice lost(Change change, Optional<ConnectionId> successor) {
        return new Notice(
                subject(change),
                successor.isPresent() ? Notice.Urgency.NORMAL : Notice.Urgency.LOW,
                change.name() + " is down" + tookOver(successor),
                because(change) + meanwhile(change, successor),
                STATUS,
                helpFor(change),
                // quiet, and still nothing good
                TrayIcon.DEGRADED);
    }

    private Notice signIn(Change change, Optional<ConnectionId> successor) {
        return new Notice(
                subject(change),
                Notice.Urgency.NORMAL,
                change.name() + " needs a sign-in" + tookOver(successor),
                because(change) + SET_TOKEN,
                CONNECTIONS,
                signInHelp(change));
    }

    private Notice handedOver(Change change) {
        String to = change.handover()
                .map(Handover::to)
                .or(() -> serving)
                .map(ConnectionId::name)
                .orElse("another");
        String why = change.handover().map(Handover::why).orElse("");
        return new Notice(
                subject(change),
                Notice.Urgency.NORMAL,
                to + " took over from " + change.name(),
                change.name() + " could not serve a request" + (why.isBlank() ? "." : ": " + line(why) + "."),
                STATUS,
                List.of(test(change), pause(change)));
    }

    private Notice recovered(Change change, boolean anyServed) {
        return new Notice(
                // That nobody serves waits for somebody, too, and is over.
                anyServed ? subject(change) : SERVING,
                Notice.Urgency.LOW,
                change.name() + " is up again",
                anyServed ? goesTo() : "Requests are served again.",
                STATUS,
                List.of());
    }

    /** It came and went, and has stayed as it is for a while. */
    private Notice steady(Change change) {
        String times = "It came and went meanwhile. ";
        return switch (change.now()) {
            case UP ->
                new Notice(
                        subject(change),
                        Notice.Urgency.LOW,
                        change.name() + " is steady again",
                        times + goesTo(),
                        STATUS,
                        List.of());
            case DOWN ->
                new Notice(
                        subject(change),
                        Notice.Urgency.NORMAL,
                        change.name() + " is down",
                        times + because(change) + goesTo(),
                        STATUS,
                        helpFor(change));
            case SIGN_IN ->
                new Notice(
                        subject(change),
                        Notice.Urgency.NORMAL,
                        change.name() + " needs a sign-in",
                        times + because(change) + SET_TOKEN,
                        CONNECTIONS,
                        signInHelp(change));
        };
    }

    private Notice several(List<Change> changes) {
        Condition first = changes.getFirst().now();
        boolean same = changes.stream().allMatch(change -> change.now() == first && change.before() != first);
        boolean bad = changes.stream().anyMatch(change -> change.now() != Condition.UP);
        String title = changes.size() + " connections changed";
        if (same && changes.size() == 2) {
            title = changes.getFirst().name() + " and " + changes.getLast().name() + " " + plural(first);
        } else if (same) {
            title = changes.size() + " connections " + plural(first);
        }
        return new Notice(
                SERVING,
                bad ? Notice.Urgency.NORMAL : Notice.Urgency.LOW,
                title,
                each(changes) + " " + goesTo(),
                STATUS,
                List.of(new Notice.Choice("Open settings", new TrayCommand.OpenSettings("status"))));
    }

    private static String each(List<Change> changes) {
        String named = changes.stream()
                .limit(MOST_NAMED)
                .map(change -> {
                    String why = line(change.status().health().reason());
                    return change.name() + " " + condition(change.now())
                            + (why.isEmpty() || change.now() == Condition.UP ? "." : ": " + why + ".");
                })
                .collect(Collectors.joining(" "));
        int more = changes.size() - MOST_NAMED;
        return more > 0 ? named + " And " + more + " more." : named;
    }

    private static String tookOver(Optional<ConnectionId> successor) {
        return successor.map(id -> "; " + id + " took over").orElse("");
    }

    private static String condition(Condition condition) {
        return switch (condition) {
            case UP -> "is up";
            case DOWN -> "is down";
            case SIGN_IN -> "needs a sign-in";
        };
    }

    private static String plural(Condition condition) {
        return switch (condition) {
            case UP -> "are up again";
            case DOWN -> "are down";
            case SIGN_IN -> "need a sign-in";
        };
    }

    private static String because(Change change) {
        String why = line(change.status().health().reason());
        return why.isEmpty() ? "" : "Reason: " + why + ". ";
    }

    private String meanwhile(Change change, Optional<ConnectionId> successor) {
        return successor.isPresent()
                ? "Requests go to " + successor.get() + " until " + change.name() + " answers again."
                : goesTo();
    }

    private String goesTo() {
        return serving.map(id -> "Requests go to " + id + ".").orElse("");
    }

    private List<Notice.Choice> helpFor(Change change) {
        List<Notice.Choice> choices = new ArrayList<>();
        if (canStartOllama && change.status().kind() == ConnectionKind.LOCAL_OLLAMA) {
            choices.add(new Notice.Choice("Start Ollama", new TrayCommand.StartOllama()));
        }
        choices.add(test(change));
        choices.add(pause(change));
        return choices;
    }

    private static List<Notice.Choice> signInHelp(Change change) {
        return List.of(new Notice.Choice("Set token", new TrayCommand.OpenSettings("connections")), pause(change));
    }

    private static Notice.Choice test(Change change) {
        return new Notice.Choice("Test", new TrayCommand.Test(change.status().id()));
    }

    private static Notice.Choice pause(Change change) {
        return new Notice.Choice("Pause", new TrayCommand.Pause(change.status().id(), true));
    }

    /** Short enough, on one line, and without anything that is no letter: a server may have had a hand in it. */
    private static String line(String text) {
        String plain =
                text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        if (plain.length() <= LONGEST_REASON) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(LONGEST_REASON - 1)) ? LONGEST_REASON - 1 : LONGEST_REASON;
        return plain.substring(0, end).strip() + "…";
    }
}
