package online.cloudtolocalllm.settings.view.connections;

/** What can be done in the list of connections. For JavaFX's thread. */
interface ListActions {

    /** Shows everything about this one. */
    void choose(String name);

    void enable(String name, boolean on);

    void pause(String name, boolean on);

    void prefer(String name, boolean on);

    /** Gives it this place of the list, from 0. */
    void move(String name, int to);

    /** Takes it out; where undo could not bring all of it back, that is said first. */
    void remove(String name);

    void test(String name);

    void copyAddress(String name);
}
