package online.cloudtolocalllm.protocol.files;

import java.io.IOException;
import java.nio.file.Path;

/** The main class of another process that asks for the lock. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        SingleInstance.Outcome outcome =
                arguments[1].equals("borrow") ? SingleInstance.borrow(file) : SingleInstance.acquire(file);
        System.out.println(outcome.getClass().getSimpleName());
        int _ = System.in.readAllBytes().length;
    }
}
