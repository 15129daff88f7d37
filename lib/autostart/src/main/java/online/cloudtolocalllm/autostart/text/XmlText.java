package online.cloudtolocalllm.autostart.text;

/** Text between the tags of an XML document. */
final class XmlText {

    private XmlText() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
