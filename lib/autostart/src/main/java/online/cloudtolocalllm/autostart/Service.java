package online.cloudtolocalllm.autostart;

/**
 * The daemon as a service of the system, for one user: started at login without a desktop, and again after a crash. Every method blocks
 * on the disk and on the system's own program for services, at most half a minute for each thing that it asks. For one thread.
 */
public interface Service {

    /** How it is now. */
    ServiceState state();

    /** Installs it or replaces its description, to be started at login from now on; an entry of the desktop's autostart is taken back. */
    ServiceState install();

    /** Starts what is installed, or starts it anew if it runs. */
    ServiceState start();

    /** Stops it and removes it. What was removed without being stopped is told as {@link ServiceState.Unavailable}. */
    ServiceState uninstall();
}
