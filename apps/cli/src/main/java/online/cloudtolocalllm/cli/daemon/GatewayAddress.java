package online.cloudtolocalllm.cli.daemon;

import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.LoopbackHost;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/**
 * The address that a person wants the gateway to have.
 *
 * @param place where it shall listen; port 0 is any free one
 */
public record GatewayAddress(HostPort place) {

    private static final HostPort USUAL = new HostPort("127.0.0.1", 11_435);

    /**
     * Reads what was typed.
     *
     * @throws CommandFailure if it is no address of this computer, to which the gateway keeps
     */
    public static GatewayAddress parse(String typed) throws CommandFailure {
        return HostPort.parse(typed, USUAL)
                .filter(place -> LoopbackHost.matches(place.host()))
                .map(GatewayAddress::new)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "\"" + Words.fit(Words.harmless(typed), 60)
                                + "\" is no address of this computer such as 127.0.0.1:11435.",
                        "For example: cloudtolocalllm start --gateway 127.0.0.1:8080"));
    }

    /**
     * Checks that a running daemon has this address.
     *
     * @throws CommandFailure if it has another one
     */
    public void expectOf(DaemonStatus status) throws CommandFailure {
        HostPort actual = HostPort.parse(status.gateway(), USUAL).orElse(USUAL);
        boolean same = place.port() == 0
                || (place.port() == actual.port()
                        && (place.host().equalsIgnoreCase(actual.host())
                                || (!place.host().equals("::1") && LoopbackHost.matches(actual.host()))));
        if (!same) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The daemon runs already, with its gateway on " + actual + " and not on " + place + ".",
                    "To move it: cloudtolocalllm restart --gateway " + place);
        }
    }
}
