package online.cloudtolocalllm.chat.model.exchange;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** A picture as JSON. Pure. */
final class ImageJson {

    private static final Pattern TYPE = Pattern.compile("image/[a-z0-9.+-]{1,60}");
    /** What Base64 makes of {@link Image#MOST_BYTES}. */
    private static final int MOST_CHARACTERS = (Image.MOST_BYTES + 2) / 3 * 4;

    private ImageJson() {}

    static JsonObject write(Image image) {
        return JsonObject.builder()
                .put("name", image.name())
                .put("type", image.type())
                .put("base64", image.base64())
                .build();
    }

    static List<Image> readAll(List<Fields> all) throws MisshapenException {
        List<Image> images = new ArrayList<>();
        for (Fields one : all) {
            images.add(read(one));
        }
        return images;
    }

    private static Image read(Fields fields) throws MisshapenException {
        String type = fields.text("type");
        if (!TYPE.matcher(type).matches()) {
            throw new MisshapenException(fields.where() + "type has to be one of pictures, such as image/png");
        }
        String base64 = fields.text("base64");
        if (base64.length() > MOST_CHARACTERS) {
            throw new MisshapenException(fields.where() + "base64 is of more than 8 MB");
        }
        if (!isBase64(base64)) {
            throw new MisshapenException(fields.where() + "base64 has to be Base64");
        }
        return new Image(fields.text("name", "picture"), type, base64);
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
