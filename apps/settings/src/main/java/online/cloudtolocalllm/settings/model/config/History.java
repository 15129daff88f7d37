package online.cloudtolocalllm.settings.model.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was done, and can be taken back and done again, the last one at the end.
 *
 * @param done can be undone
 * @param undone can be done again
 */
public record History(List<Step> done, List<Step> undone) {

    /** More than anybody remembers. */
    private static final int MOST = 100;

    /** Nothing was done. */
    public static final History EMPTY = new History(List.of(), List.of());

    /**
     * One change.
     *
     * @param edit what was done
     * @param back the same in reverse
     */
    public record Step(Edit edit, Edit back) {

        /** A change, and what takes it back. */
        public static Step of(Config before, Config after, Edit edit) {
            return new Step(
                    edit, new Edit("Undone: " + edit.done(), edit.field(), Inverse.of(before, after, edit.changes())));
        }
    }

    /** Copies the lists. */
    public History {
        done = List.copyOf(done);
        undone = List.copyOf(undone);
    }

    /** Something new was done: what was undone before is gone. */
    public History add(Step step) {
        return new History(with(done, step), List.of());
    }

    /** The step that would be undone. */
    public Optional<Step> last() {
        return done.isEmpty() ? Optional.empty() : Optional.of(done.getLast());
    }

    /** The step that would be done again. */
    public Optional<Step> next() {
        return undone.isEmpty() ? Optional.empty() : Optional.of(undone.getLast());
    }

    /** The last step was undone. */
    public History back() {
        return new History(done.subList(0, done.size() - 1), with(undone, done.getLast()));
    }

    /** The last undone step was done again. */
    public History forth() {
        return new History(with(done, undone.getLast()), undone.subList(0, undone.size() - 1));
    }

    /** The last step cannot be undone any more. */
    public History withoutLast() {
        return new History(done.subList(0, done.size() - 1), undone);
    }

    /** The last undone step cannot be done again any more. */
    public History withoutNext() {
        return new History(done, undone.subList(0, undone.size() - 1));
    }

    private static List<Step> with(List<Step> steps, Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return more.size() > MOST ? more.subList(1, more.size()) : more;
    }
}
