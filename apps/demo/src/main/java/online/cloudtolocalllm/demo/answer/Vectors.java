package online.cloudtolocalllm.demo.answer;

import java.util.Locale;
import java.util.SplittableRandom;

/** Small embedding vectors: the same text has the same one, and texts that share words lie near each other. */
public final class Vectors {

    /** The length of every vector. */
    public static final int DIMENSIONS = 32;

    private Vectors() {}

    /** A vector of length 1, or of zeros for a text without words. */
    public static float[] of(String text) {
        double[] sum = new double[DIMENSIONS];
        for (String piece : Pieces.of(text)) {
            String word = piece.strip().toLowerCase(Locale.ROOT);
            if (!word.isEmpty()) {
                SplittableRandom random = new SplittableRandom(word.hashCode());
                for (int i = 0; i < DIMENSIONS; i++) {
                    sum[i] += random.nextDouble(-1, 1);
                }
            }
        }
        double square = 0;
        for (double value : sum) {
            square += value * value;
        }
        double length = square == 0 ? 1 : Math.sqrt(square);
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) (sum[i] / length);
        }
        return vector;
    }
}
