package online.cloudtolocalllm.desktop;

/**
 * A point of the screen, from the upper left.
 *
 * @param x to the right
 * @param y down
 */
record Place(int x, int y) {}
