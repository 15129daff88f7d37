package online.cloudtolocalllm.testkit.upstream;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.testkit.http.Bytes;

/** Shortens an answer. Pure. */
final class Cutting {

    private Cutting() {}

    /**
     * The steps up to the place.
     *
     * @throws IllegalArgumentException if the answer ends before the place, which is a mistake in the test
     */
    static List<Step> at(List<Step> steps, After after) {
        return switch (after) {
            case After.Octets(int count) -> afterBytes(steps, count);
            case After.Chunks(int count) -> afterChunks(steps, count);
        };
    }

    private static List<Step> afterBytes(List<Step> steps, int count) {
        List<Step> kept = new ArrayList<>();
        int left = count;
        for (Step step : steps) {
            if (left == 0) {
                return kept;
            }
            if (step instanceof Step.Write(Bytes bytes, Step.Of of)) {
                int taken = Math.min(left, bytes.size());
                kept.add(new Step.Write(bytes.slice(0, taken), of));
                left -= taken;
            } else {
                kept.add(step);
            }
        }
        if (left > 0) {
            throw new IllegalArgumentException("the answer is " + left + " bytes shorter than " + count);
        }
        return kept;
    }

    private static List<Step> afterChunks(List<Step> steps, int count) {
        List<Step> kept = new ArrayList<>();
        int left = count;
        boolean headSent = false;
        for (Step step : steps) {
            if (left == 0 && headSent) {
                return kept;
            }
            kept.add(step);
            if (step instanceof Step.Write write) {
                headSent |= write.of() == Step.Of.HEAD;
                left -= write.of() == Step.Of.CHUNK ? 1 : 0;
            }
        }
        if (left > 0 || !headSent) {
            throw new IllegalArgumentException("the answer has no " + count + " chunks");
        }
        return kept;
    }
}
