package online.cloudtolocalllm.cli.settings;

import java.util.List;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** The settings of one home folder. Blocking. */
public interface Settings {

    /**
     * What is set, in the form of {@code GET_CONFIG} (docs/protocol.md): no token is ever in it.
     *
     * @throws CommandFailure if it cannot be read
     */
    JsonObject show() throws CommandFailure;

    /**
     * Writes the default {@code connection_config.json} where no daemon runs and there is none; a daemon wrote it when it started. One
     * that is there stays as it is, damaged or not.
     *
     * @throws CommandFailure if there can be none
     */
    void prepare() throws CommandFailure;

    /**
     * What is wrong in the files as they are now, one or two sentences each. An edit by hand a moment ago counts.
     *
     * @throws CommandFailure if they cannot be read
     */
    List<String> problems() throws CommandFailure;

    /**
     * Changes settings, all of them or none; durable when this returns.
     *
     * @return the reply to {@code SET_CONFIG}
     * @throws CommandFailure if one of the new settings is not valid, with its connection, key and reason
     */
    JsonObject change(List<ConfigChange> changes) throws CommandFailure;
}
