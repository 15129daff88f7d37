package online.cloudtolocalllm.tray.icon;

/** A colour of the icon, on dark and on light panels. */
enum Ink {
    /** The lines. */
    LINE(0xfff4f6f8, 0xff24292f),
    /** A thin edge around everything, which keeps the icon legible on a panel of the other tone. */
    HALO(0xd0101418, 0xd8ffffff),
    /** Something is not as it should be. */
    AMBER(0xffffb42e, 0xffb26a00),
    /** Nothing works. */
    RED(0xffff6b5e, 0xffc9302c);

    private final int onDark;
    private final int onLight;

    Ink(int onDark, int onLight) {
        this.onDark = onDark;
        this.onLight = onLight;
    }

    /** As alpha, red, green, blue of 8 bits each. */
    int argb(boolean light) {
        return light ? onLight : onDark;
    }
}
