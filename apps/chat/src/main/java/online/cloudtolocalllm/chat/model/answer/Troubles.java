package online.cloudtolocalllm.chat.model.answer;

import online.cloudtolocalllm.chat.model.answer.Trouble.Kind;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.model.Served;

/** What follows from what the client library throws. Pure. */
final class Troubles {

    private Troubles() {}

    static Trouble of(DaemonException e) {
        Served served = e instanceof DaemonException.Unserved unserved ? unserved.served() : Served.NOBODY;
        return new Trouble(kind(e), String.valueOf(e.getMessage()), served);
    }

    private static Kind kind(DaemonException e) {
        return switch (e) {
            case DaemonException.LinkLost _,
                    DaemonException.NoAnswer _,
                    DaemonException.NotRunning _,
                    DaemonException.NotStarted _,
                    DaemonException.StaleFiles _,
                    DaemonException.NotTheDaemon _ -> Kind.LINK;
            case DaemonException.Closed _, DaemonException.Interrupted _ -> Kind.ENDED_HERE;
            case DaemonException.Refused refused -> byCode(refused.code());
            case DaemonException.Broken broken -> byCode(broken.code());
            case DaemonException.Unserved unserved -> byCode(unserved.code());
            case DaemonException.NotUnderstood _ -> Kind.FAILED;
        };
    }

    /** The codes do not meet: which exception brings one depends on whether the answer had begun. */
    private static Kind byCode(String code) {
        return switch (code) {
            case "not_kept" -> Kind.NOT_KEPT;
            case "taken_over" -> Kind.TAKEN_OVER;
            case "cancelled", "left" -> Kind.ENDED_HERE;
            default -> Kind.FAILED;
        };
    }
}
