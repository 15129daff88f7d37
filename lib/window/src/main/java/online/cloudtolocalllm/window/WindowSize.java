package online.cloudtolocalllm.window;

/**
 * How large a window is, in JavaFX's units.
 *
 * @param width at its first start
 * @param height at its first start
 * @param leastWidth it cannot be made narrower
 * @param leastHeight it cannot be made lower
 */
public record WindowSize(double width, double height, double leastWidth, double leastHeight) {}
