package online.cloudtolocalllm.chat.model.profile;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/**
 * What stands in the fields of the options, also while it makes no sense yet.
 *
 * @param system instructions to the model
 * @param temperature how freely it chooses words
 * @param context how many tokens it reads
 * @param keepAlive how long it stays in memory
 * @param format what its answers are written in
 * @param schema a JSON Schema, kept while another format is chosen
 */
public record ProfileForm(
        String system, String temperature, String context, String keepAlive, Format format, String schema) {

    /** What answers are written in. */
    public enum Format {
        /** Text. */
        TEXT("Text"),
        /** Any JSON. */
        JSON("JSON"),
        /** JSON of a schema. */
        SCHEMA("JSON schema");

        private final String label;

        Format(String label) {
            this.label = label;
        }

        /** As it stands in a list. */
        public String label() {
            return label;
        }
    }

    /** Each question carries it, and the line to the daemon is not endless. */
    public static final int LONGEST_SYSTEM = 200_000;

    private static final int LONGEST_SCHEMA = 200_000;
    private static final int LEAST_CONTEXT = 16;
    private static final int MOST_CONTEXT = 100_000_000;
    private static final BigDecimal HOTTEST = BigDecimal.TWO;
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}([.,]\\d{0,9})?|[.,]\\d{1,9}");
    private static final Pattern TOKENS = Pattern.compile("\\d{1,9}k?");
    private static final String JSON_WORD = "json";

    /** The fields of this profile. */
    public static ProfileForm of(Profile profile) {
        boolean schema = !profile.format().isEmpty() && !profile.format().equals(JSON_WORD);
        return new ProfileForm(
                profile.system(),
                profile.temperature().isPresent()
                        ? BigDecimal.valueOf(profile.temperature().getAsDouble())
                                .stripTrailingZeros()
                                .toPlainString()
                        : "",
                profile.contextTokens().isPresent()
                        ? Integer.toString(profile.contextTokens().getAsInt())
                        : "",
                profile.keepAlive(),
                profile.format().isEmpty() ? Format.TEXT : schema ? Format.SCHEMA : Format.JSON,
                schema ? profile.format() : "");
    }

    /** Why this field cannot be used, and what can, as sentences; empty if it can. */
    public String problem(Field field) {
        return switch (field) {
            case SYSTEM ->
                system.length() <= LONGEST_SYSTEM
                        ? ""
                        : "Instructions have at most " + LONGEST_SYSTEM / 1_000 + ",000 characters, and these have "
                                + system.length() + ".";
            case TEMPERATURE ->
                temperature.isBlank() || warmth().isPresent()
                        ? ""
                        : "Temperature is a number from 0 to 2, such as 0.7.";
            case CONTEXT ->
                context.isBlank() || tokens().isPresent()
                        ? ""
                        : "Context size is a number of tokens from " + LEAST_CONTEXT + ", such as 8192 or 32k.";
            case KEEP_ALIVE ->
                keepAlive.isBlank() || KeepAlive.fits(keepAlive)
                        ? ""
                        : "Write a time such as 30s, 10m or 2h; 0 for not at all, -1 for ever.";
            case FORMAT -> format == Format.SCHEMA ? schemaProblem() : "";
        };
    }

    /** Whether nothing is wrong. */
    public boolean fits() {
        for (Field field : Field.values()) {
            if (!problem(field).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The profile with what can be used of this; where something cannot, it stays as it was. */
    public Profile over(Profile before) {
        return new Profile(
                before.model(),
                problem(Field.SYSTEM).isEmpty() ? system : before.system(),
                problem(Field.TEMPERATURE).isEmpty()
                        ? warmth().map(OptionalDouble::of).orElse(OptionalDouble.empty())
                        : before.temperature(),
                problem(Field.CONTEXT).isEmpty()
                        ? tokens().map(OptionalInt::of).orElse(OptionalInt.empty())
                        : before.contextTokens(),
                problem(Field.KEEP_ALIVE).isEmpty() ? KeepAlive.written(keepAlive) : before.keepAlive(),
                problem(Field.FORMAT).isEmpty()
                        ? switch (format) {
                            case TEXT -> "";
                            case JSON -> JSON_WORD;
                            case SCHEMA -> schema.strip();
                        }
                        : before.format());
    }

    private Optional<Double> warmth() {
        String plain = temperature.strip();
        if (!DECIMAL.matcher(plain).matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(plain.replace(',', '.'));
        return number.compareTo(HOTTEST) <= 0 ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    private Optional<Integer> tokens() {
        String plain = context.toLowerCase(Locale.ROOT).replaceAll("[ _,]", "");
        if (!TOKENS.matcher(plain).matches()) {
            return Optional.empty();
        }
        long number = plain.endsWith("k")
                ? Long.parseLong(plain.substring(0, plain.length() - 1)) * 1_024
                : Long.parseLong(plain);
        return number >= LEAST_CONTEXT && number <= MOST_CONTEXT ? Optional.of((int) number) : Optional.empty();
    }

    private String schemaProblem() {
        if (schema.isBlank()) {
            return "Write the JSON Schema that answers are to have.";
        }
        if (schema.length() > LONGEST_SCHEMA) {
            return "A schema has at most " + LONGEST_SCHEMA / 1_000 + ",000 characters.";
        }
        try {
            Json.parseObject(schema);
            return "";
        } catch (MalformedJsonException e) {
            return "A schema is a JSON object, and this is " + e.getMessage() + ".";
        }
    }
}
