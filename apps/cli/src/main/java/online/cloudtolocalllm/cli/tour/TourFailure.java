package online.cloudtolocalllm.cli.tour;

/** A step of the tour was not seen to work; the message says what was seen instead. */
final class TourFailure extends Exception {

    private static final long serialVersionUID = 1L;

    TourFailure(String message) {
        super(message);
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
