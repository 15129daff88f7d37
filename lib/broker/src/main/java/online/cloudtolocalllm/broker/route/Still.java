package online.cloudtolocalllm.broker.route;

/** Whether a connection that was planned for a request may be asked for it when its turn comes. */
public sealed interface Still {

    /** It may, there. */
    record Yes(Stop stop) implements Still {}

    /** It may not any more, for this reason: the rest of a sentence that begins with its name. */
    record No(String why) implements Still {}
}
