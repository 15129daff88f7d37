package online.cloudtolocalllm.bus;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** An object with one method for each thing that can happen to a call. */
final class EchoObject implements BusObject {

    static final String TYPE = "org.example.Echo";

    /** The calls, in their order. */
    final BlockingQueue<BusCall> calls = new LinkedBlockingQueue<>();

    @Override
    public String introspection() {
        return "<interface name=\"org.example.Echo\"><method name=\"Echo\"/></interface>\n";
    }

    @Override
    public Map<String, Variant<?>> properties(String type) {
        if (!type.equals(TYPE)) {
            return Map.of();
        }
        return Map.of(
                "Title",
                new Variant<>("an echo"),
                "Count",
                new Variant<>(new UInt32(7)),
                "Pixmaps",
                new Variant<>(List.<Object[]>of(new Object[] {1, 2, new byte[] {3, -4}}), "a(iiay)"),
                "Nothing",
                new Variant<>(List.of(), "a(iiay)"));
    }

    @Override
    public BusAnswer answer(BusCall call) {
        calls.add(call);
        return switch (call.method()) {
            case "Echo" -> new BusAnswer.Reply(call.signature(), call.arguments());
            case "Layout" ->
                BusAnswer.of(
                        "u(ia{sv}av)", new UInt32(1), layout(0, List.of(layout(1, List.of()), layout(2, List.of()))));
            case "Refuse" -> new BusAnswer.Refusal("org.example.Error.No", "No.");
            case "Fail" -> throw new IllegalStateException("a mistake");
            case "Lie" -> BusAnswer.of("u", "no number");
            default -> BusAnswer.unknown(call);
        };
    }

    private static Object[] layout(int id, List<Object> children) {
        List<Variant<?>> wrapped = children.stream()
                .<Variant<?>>map(child -> new Variant<>(child, "(ia{sv}av)"))
                .toList();
        return new Object[] {id, Map.of("label", new Variant<>("item " + id)), wrapped};
    }
}
