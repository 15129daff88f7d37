package online.cloudtolocalllm.settings.model.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Whereabouts;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Standstill;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/**
 * What the tab "Status" says.
 *
 * @param mark a shape that tells how it is without colour
 * @param tone its colour
 * @param headline who serves, in a few words
 * @param below what follows from that, or what to do
 * @param facts names and values
 * @param notices what the daemon wants known
 */
public record StatusPage(
        String mark, Tone tone, String headline, String below, List<Fact> facts, List<String> notices) {

    /** Copies the lists. */
    public StatusPage {
        facts = List.copyOf(facts);
        notices = List.copyOf(notices);
    }

    /**
     * A name and its value.
     *
     * @param name the name
     * @param value the value
     * @param copyable whether people will want to have it elsewhere
     */
    public record Fact(String name, String value, boolean copyable) {}

    /** That of this daemon. Pure. */
    public static StatusPage of(DaemonStatus status, Instant now) {
        Optional<ConnectionStatus> serving =
                status.snapshot().active().flatMap(id -> status.snapshot().connection(id));
        Standstill standstill = Standstill.of(status.snapshot().connections());
        List<String> names = status.snapshot().connections().stream()
                .map(connection -> connection.id().name())
                .toList();
        return new StatusPage(
                serving.isPresent() ? "●" : "○",
                serving.isPresent() ? Tone.GOOD : Tone.BAD,
                serving.map(connection -> connection.id().name() + " serves").orElse(standstill.brief()),
                serving.map(StatusPage::where).orElse(standstill.next()),
                facts(status, now),
                status.notices().stream()
                        .map(notice -> Words.sentence(notice, names))
                        .toList());
    }

    private static String where(ConnectionStatus connection) {
        String loaded = connection.loaded().isEmpty()
                ? ""
                : " In memory: "
                        + String.join(
                                ", ",
                                connection.loaded().stream().map(Words::model).toList()) + ".";
        Whereabouts where = Whereabouts.of(connection);
        return (where == Whereabouts.HERE
                        ? "Requests stay on this computer."
                        : "Requests leave this computer for " + where.words() + ": " + Words.plain(connection.address())
                                + ".")
                + loaded;
    }

    private static List<Fact> facts(DaemonStatus status, Instant now) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Gateway", status.gateway(), true));
        facts.add(new Fact("Running for", Figures.span(Duration.between(status.started(), now)), false));
        facts.add(new Fact("Requests", requests(status), false));
        if (status.residentBytes() > 0) {
            facts.add(new Fact("Memory", Figures.size(status.residentBytes()), false));
        }
        status.legacyUntil()
                .ifPresent(until -> facts.add(
                        new Fact("Old clients", "let in for " + Figures.span(Duration.between(now, until)), false)));
        return facts;
    }

    private static String requests(DaemonStatus status) {
        return status.requestsRunning() + " running, " + status.requestsServed() + " served"
                + (status.requestsQueued() > 0 ? ", " + status.requestsQueued() + " waiting" : "");
    }
}
