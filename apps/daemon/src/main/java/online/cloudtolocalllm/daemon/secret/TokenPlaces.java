package online.cloudtolocalllm.daemon.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.secrets.Secrets;

/** Whose the places of tokens are: two connections may name the same one. Thread-safe; blocks on the disk. */
public final class TokenPlaces {

    private final Secrets secrets;
    private final TokenReferences references;

    /** The places that these settings name. */
    public TokenPlaces(Secrets secrets, TokenReferences references) {
        this.secrets = secrets;
        this.references = references;
    }

    /** The name to keep a connection's token under, so that no other connection's is replaced: its own, or that with a number. */
    String free(ConnectionId connection) {
        Set<TokenSource> others = others(connection);
        String name = connection.name();
        // Ends, because each name has places of its own and the others name only so many.
        for (int n = 2; secrets.places(name).stream().anyMatch(place -> names(others, place)); n++) {
            name = connection.name() + "-" + n;
        }
        return name;
    }

    /** Whether a connection other than this one has its token in this place. */
    boolean shared(ConnectionId connection, TokenSource place) {
        return names(others(connection), place);
    }

    /** Whether any connection has its token in this place. */
    boolean named(TokenSource place) {
        Set<TokenSource> all = new HashSet<>();
        references.all().values().forEach(all::addAll);
        return names(all, place);
    }

    /** The environment variables in which tokens are: not for other programs. */
    public Set<String> variables() {
        Set<String> names = new HashSet<>();
        for (Set<TokenSource> sources : references.all().values()) {
            for (TokenSource source : sources) {
                if (source instanceof TokenSource.Environment(String name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private Set<TokenSource> others(ConnectionId connection) {
        Set<TokenSource> others = new HashSet<>();
        for (Map.Entry<String, Set<TokenSource>> entry : references.all().entrySet()) {
            if (!entry.getKey().equals(connection.name())) {
                others.addAll(entry.getValue());
            }
        }
        return others;
    }

    private static boolean names(Set<TokenSource> sources, TokenSource place) {
        return sources.contains(place)
                || (place instanceof TokenSource.InFile(Path path)
                        && sources.stream()
                                .anyMatch(source ->
                                        source instanceof TokenSource.InFile(Path other) && sameFile(path, other)));
    }

    /** A folder can be reached by a link, too. */
    private static boolean sameFile(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
