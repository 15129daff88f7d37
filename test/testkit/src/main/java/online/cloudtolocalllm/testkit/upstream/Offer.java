package online.cloudtolocalllm.testkit.upstream;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What an upstream has to say.
 *
 * @param version told by the version path
 * @param models names with their tags
 * @param pieces every answer, in the pieces in which it is streamed
 */
public record Offer(String version, List<String> models, List<String> pieces) {

    /** Copies the lists. */
    public Offer {
        models = List.copyOf(models);
        pieces = List.copyOf(pieces);
    }

    /** One model {@code tiny:latest} that says {@code 1 2 3 4 5 }. */
    public static Offer usual() {
        return new Offer("0.17.4", List.of("tiny:latest"), numbers(5));
    }

    /** A copy with these models. */
    public Offer withModels(String... names) {
        return new Offer(version, List.of(names), pieces);
    }

    /** A copy that answers with these pieces. */
    public Offer withPieces(String... texts) {
        return new Offer(version, models, List.of(texts));
    }

    /** A copy that counts from 1, one number a piece. */
    public Offer counting(int upTo) {
        return new Offer(version, models, numbers(upTo));
    }

    /** A copy that tells this version. */
    public Offer withVersion(String text) {
        return new Offer(text, models, pieces);
    }

    /** The whole answer. */
    public String text() {
        return String.join("", pieces);
    }

    /** Whether there is a model of this name; {@code x} and {@code x:latest} are the same. */
    public boolean has(String model) {
        return models.stream().anyMatch(name -> tagged(name).equals(tagged(model)));
    }

    private static String tagged(String model) {
        return model.contains(":") ? model : model + ":latest";
    }

    private static List<String> numbers(int upTo) {
        return IntStream.rangeClosed(1, upTo).mapToObj(i -> i + " ").toList();
    }
}
