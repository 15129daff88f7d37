package online.cloudtolocalllm.secrets;

/** Whether the desktop may show a window that asks for the keyring's password. */
public enum Prompting {
    /** No: nobody asked for this, a program is starting or trying again. */
    NEVER,
    /** Yes: a person has just asked for this. */
    ALLOWED
}
