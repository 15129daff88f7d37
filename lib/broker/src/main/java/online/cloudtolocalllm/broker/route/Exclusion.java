package online.cloudtolocalllm.broker.route;

/** Why a connection is not asked, in the order in which these are looked at. */
enum Exclusion {
    /** It is switched off. */
    DISABLED("it is not enabled"),
    /** The request names another. */
    NOT_NAMED("X-Connection names another connection"),
    /** Its owner keeps requests away from it. */
    PAUSED("it is paused; only X-Connection reaches it"),
    /** Its token is not there. */
    NO_TOKEN("it is not asked without its token; its status says what is wrong with it"),
    /** It is too far away. */
    PRIVACY("X-Privacy forbids it"),
    /** It is too far away for the program that asks. */
    PRIVACY_OF_KEY("the privacy rule of the program's gateway key forbids it"),
    /** It is too far away for the model. */
    PRIVACY_RULE("the privacy rule in the daemon's settings forbids it"),
    /** It is the demo, and a real connection serves. */
    DEMO("the demo never answers in the place of a real connection"),
    /** It does not know such paths. */
    PATH("it does not take this path"),
    /** Its settings do not allow the model. */
    MODEL_NOT_ALLOWED("its setting \"models\" does not allow the model"),
    /** Its settings allow some models only, and the request's cannot be read. */
    MODEL_UNREADABLE("its setting \"models\" allows some models only, and the body names none that can be read"),
    /** The name in the body would have to be changed, and cannot be. */
    NOT_REWRITABLE("it has the model under another name, and the body is too large for the name in it to be changed"),
    /** Models are not deleted by a name that only the settings know. */
    ALIAS_DELETED("the name is an alias from its settings, and models are deleted by their own names only"),
    /** Another connection has the model, and this one does not. */
    LACKS_MODEL("it does not have the model"),
    /** Its settings keep it out of failover. */
    NO_FAILOVER("it is not the first choice, and its setting \"failover\" is false"),
    /** A request that changes something goes to one connection. */
    ONE_ONLY("such a request goes to one connection only");

    private final String words;

    Exclusion(String words) {
        this.words = words;
    }

    /** The reason as the rest of a sentence that begins with the connection's name. */
    String words() {
        return words;
    }
}
